package io.punchgate.api.attendance;

import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A correction of a punch as integrators read it.
 *
 * @param by the name and the id of the key
 * @param voided whether it voids the punch
 * @param type the type that it gives the punch; null: none
 * @param time the time that it gives the punch; null: none
 * @param reason null: the person was erased
 */
public record CorrectionView(
        Instant at,
        String by,
        boolean voided,
        @Nullable PunchType type,
        @Nullable Instant time,
        @Nullable String reason) {

    /** The view of a correction. */
    public static CorrectionView of(PunchCorrected event) {
        return new CorrectionView(
                event.recordedAt(),
                event.by(),
                event.voided(),
                event.type(),
                event.time() == null ? null : event.time().time(),
                event.reason());
    }

    /** The same, of a punch whose person was erased. */
    CorrectionView erase() {
        return new CorrectionView(at, by, voided, type, time, null);
    }
}
