package io.punchgate.query.delivery.table;

import io.punchgate.api.customer.CallbackFilter;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The wants of customers' callbacks, by the position in the log from which on they have them. */
final class WantedPunches {

    private record Since(long position, @Nullable CallbackFilter filter) {}

    private final Map<String, Map<String, List<Since>>> byCustomer = new HashMap<>();

    /**
     * Adds what a callback wants of the punches behind that position, in the order of positions.
     *
     * @param callback a {@link CallbackText}     *
     * @param filter null: the callback is no more
     */
    void add(String customerId, String callback, long position, @Nullable CallbackFilter filter) {
        byCustomer
                .computeIfAbsent(customerId, none -> new TreeMap<>())
                .computeIfAbsent(callback, none -> new ArrayList<>())
                .add(new Since(position, filter));
    }

    /** The {@link CallbackText}s of the callbacks that want the punch that was recorded at that position, in order. */
    List<String> wanting(PunchRecorded punch, long position) {
        List<String> callbacks = new ArrayList<>();
        byCustomer.getOrDefault(punch.customerId(), Map.of()).forEach((callback, history) -> {
            @Nullable CallbackFilter filter = at(history, position);
            if (filter != null && filter.wants(punch)) {
                callbacks.add(callback);
            }
        });
        return callbacks;
    }

    private static @Nullable CallbackFilter at(List<Since> history, long position) {
        @Nullable CallbackFilter filter = null;
        for (Since since : history) {
            if (since.position() < position) {
                filter = since.filter();
            }
        }
        return filter;
    }
}
