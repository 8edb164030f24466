package io.punchgate.query.delivery.table;

import io.punchgate.api.customer.CallbackWants;
import io.punchgate.api.device.PushedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The wants of customers' callbacks, by the position in the log from which on they have them. */
final class WantedPunches {

    private record Since(long position, @Nullable CallbackWants wants) {}

    private final Map<String, Map<String, List<Since>>> byCustomer = new HashMap<>();

    /**
     * Adds what a callback wants of the punches behind that position, in the order of positions.
     *
     * @param callback a {@link CallbackText}
     * @param wants null: the callback is no more
     */
    void add(String customerId, String callback, long position, @Nullable CallbackWants wants) {
        byCustomer
                .computeIfAbsent(customerId, none -> new TreeMap<>())
                .computeIfAbsent(callback, none -> new ArrayList<>())
                .add(new Since(position, wants));
    }

    /** The {@link CallbackText}s of the callbacks that want what was recorded at that position, in order. */
    List<String> wanting(PushedEvent event, long position) {
        List<String> callbacks = new ArrayList<>();
        byCustomer.getOrDefault(event.customerId(), Map.of()).forEach((callback, history) -> {
            @Nullable CallbackWants wants = at(history, position);
            if (wants != null && wants.wants(event)) {
                callbacks.add(callback);
            }
        });
        return callbacks;
    }

    private static @Nullable CallbackWants at(List<Since> history, long position) {
        @Nullable CallbackWants wants = null;
        for (Since since : history) {
            if (since.position() < position) {
                wants = since.wants();
            }
        }
        return wants;
    }
}
