package io.punchgate.query.delivery.table;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.CallbackEvent;
import io.punchgate.api.delivery.DeliveryEvent.CallbackDegraded;
import io.punchgate.api.delivery.DeliveryEvent.CallbackRecovered;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryRetryPlanned;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The changes of callbacks in a batch; the last one of each kind counts. */
final class CallbackChanges {

    private final Map<CallbackId, CallbackEvent> callbacks = new LinkedHashMap<>();
    private final Map<CallbackId, Instant> retries = new LinkedHashMap<>();
    private final Map<CallbackId, Optional<CallbackDegraded>> warnings = new LinkedHashMap<>();

    void changed(CallbackEvent told) {
        callbacks.put(told.callbackId(), told);
        // A retry that was planned before is no longer the next attempt.
        retries.remove(told.callbackId());
    }

    void retryPlanned(DeliveryRetryPlanned told) {
        retries.put(told.callbackId(), told.nextAttemptAt());
    }

    void warned(CallbackDegraded told) {
        warnings.put(told.callbackId(), Optional.of(told));
    }

    void recovered(CallbackRecovered told) {
        warnings.put(told.callbackId(), Optional.empty());
    }

    /** The events that tell the state of callbacks. */
    Map<CallbackId, CallbackEvent> callbacks() {
        return Collections.unmodifiableMap(callbacks);
    }

    /** The times of the next retries, which count for callbacks that are probed. */
    Map<CallbackId, Instant> retries() {
        return Collections.unmodifiableMap(retries);
    }

    /** The warnings that were given, or empty where one was taken back. */
    Map<CallbackId, Optional<CallbackDegraded>> warnings() {
        return Collections.unmodifiableMap(warnings);
    }
}
