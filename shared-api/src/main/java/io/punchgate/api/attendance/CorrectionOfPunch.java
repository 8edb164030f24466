package io.punchgate.api.attendance;

import io.punchgate.api.device.PushedEvent.PunchCorrected;
import org.jspecify.annotations.Nullable;

/**
 * A correction by itself, with what tells its punch.
 *
 * @param sn the serial number of the punch's device
 * @param userId the user of the punch; null: the person was erased
 * @param erased whether the person was erased
 */
public record CorrectionOfPunch(
        String punchId, String sn, @Nullable String userId, CorrectionView correction, boolean erased) {

    /** The view of a correction. */
    public static CorrectionOfPunch of(PunchCorrected event) {
        return new CorrectionOfPunch(
                event.punchId(), event.sn(), event.userId(), CorrectionView.of(event), event.userId() == null);
    }

    /** The same, of a person who was erased. */
    public CorrectionOfPunch erase() {
        return new CorrectionOfPunch(punchId, sn, null, correction.erase(), true);
    }
}
