package io.punchgate.api.customer;

import io.punchgate.api.device.PunchType;
import java.util.Collections;
import java.util.List;

/**
 * The punches that a callback wants. It is asked when a punch is recorded; a change touches later punches only.
 *
 * @param sns the serial numbers of the devices that are wanted, in order; none: all
 * @param types the types that are wanted, as they are pushed, in order; none: all
 */
public record CallbackFilter(List<String> sns, List<PunchType> types) {

    /** Wants every punch. */
    public static final CallbackFilter ALL = new CallbackFilter(List.of(), List.of());

    public CallbackFilter {
        sns = sns.stream().distinct().sorted().toList();
        types = types.stream().distinct().sorted().toList();
    }

    /** Tells whether a punch of that device, pushed as that type, is wanted. */
    public boolean wants(String sn, PunchType pushedType) {
        return (sns.isEmpty() || Collections.binarySearch(sns, sn) >= 0)
                && (types.isEmpty() || types.contains(pushedType));
    }

    /** Tells whether every punch is wanted. */
    public boolean wantsAll() {
        return sns.isEmpty() && types.isEmpty();
    }
}
