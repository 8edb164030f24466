package io.punchgate.api.attendance;

import io.punchgate.api.device.PushedEvent.PunchCorrected;
import java.util.Objects;

/**
 * A correction by itself, with what tells its punch.
 *
 * @param sn the serial number of the punch's device
 * @param userId the user of the punch
 */
public record CorrectionOfPunch(String punchId, String sn, String userId, CorrectionView correction) {

    /** The view of a correction. */
    public static CorrectionOfPunch of(PunchCorrected event) {
        return new CorrectionOfPunch(
                event.punchId(), event.sn(), Objects.requireNonNullElse(event.userId(), ""), CorrectionView.of(event));
    }
}
