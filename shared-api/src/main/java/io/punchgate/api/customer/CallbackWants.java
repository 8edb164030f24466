package io.punchgate.api.customer;

import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.PushedEvent;
import io.punchgate.api.device.PushedEvent.PunchCorrected;

/**
 * The pushes that a callback wants. It is asked when something is recorded; a change touches what comes later only.
 *
 * @param filter the punches
 * @param corrections whether also the corrections of these
 */
public record CallbackWants(CallbackFilter filter, boolean corrections) {

    /** Wants every punch, and no corrections. */
    public static final CallbackWants ALL_PUNCHES = new CallbackWants(CallbackFilter.ALL, false);

    /** Tells whether the event is wanted. */
    public boolean wants(PushedEvent event) {
        return switch (event) {
            case PunchRecorded punch -> wantsPunch(punch.sn(), punch.pushedType());
            case PunchCorrected correction -> wantsCorrection(correction.sn(), correction.pushedType());
        };
    }

    /** Tells whether a punch of that device, pushed as that type, is wanted. */
    public boolean wantsPunch(String sn, PunchType pushedType) {
        return filter.wants(sn, pushedType);
    }

    /** Tells whether a correction of such a punch is wanted. */
    public boolean wantsCorrection(String sn, PunchType pushedType) {
        return corrections && filter.wants(sn, pushedType);
    }
}
