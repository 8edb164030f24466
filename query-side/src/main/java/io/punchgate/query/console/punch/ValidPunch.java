package io.punchgate.query.console.punch;

import io.punchgate.api.attendance.CorrectionView;
import io.punchgate.api.attendance.PunchView;
import io.punchgate.api.device.PunchType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A punch as it counts, after its corrections.
 *
 * @param voided whether it counts no more
 * @param clock the time by the clock of its device
 */
public record ValidPunch(
        PunchView punch, boolean voided, @Nullable PunchType type, Instant time, LocalDateTime clock) {

    /** The punch with its corrections, the last of which is the one that counts. */
    public static ValidPunch of(PunchView punch) {
        ValidPunch valid =
                new ValidPunch(punch, false, punch.type(), punch.time(), LocalDateTime.parse(punch.localTime()));
        for (CorrectionView correction : punch.corrections()) {
            valid = valid.after(correction);
        }
        return valid;
    }

    private ValidPunch after(CorrectionView correction) {
        @Nullable Instant moved = correction.time();
        return new ValidPunch(
                punch,
                correction.voided(),
                correction.type() == null ? type : correction.type(),
                moved == null ? time : moved,
                moved == null ? clock : LocalDateTime.ofInstant(moved, ZoneOffset.of(punch.offset())));
    }

    /** A correction in words. */
    public static String told(CorrectionView correction) {
        StringBuilder told = new StringBuilder(correction.voided() ? "voided" : "corrected");
        if (correction.type() != null) {
            told.append(" to ").append(correction.type());
        }
        if (correction.time() != null) {
            told.append(" to ").append(correction.time());
        }
        told.append(" by ").append(correction.by());
        return correction.reason() == null
                ? told.toString()
                : told.append(": ").append(correction.reason()).toString();
    }
}
