package io.punchgate.query.delivery;

import io.punchgate.api.delivery.CallbackState;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a batch says about callbacks, by customer. */
final class CallbackChanges {

    /** How a callback fares. */
    record Callback(
            CallbackState state,
            @Nullable String reason,
            @Nullable Instant nextAttemptAt) {}

    /** That a callback degrades. */
    record Warning(Instant since, String reason) {}

    private final Map<String, Callback> callbacks = new LinkedHashMap<>();
    private final Map<String, Instant> probes = new LinkedHashMap<>();
    private final Map<String, Optional<Warning>> warnings = new LinkedHashMap<>();

    void fares(String customerId, Callback callback) {
        callbacks.put(customerId, callback);
    }

    void triedNext(String customerId, Instant at) {
        probes.put(customerId, at);
    }

    void warned(String customerId, @Nullable Warning warning) {
        warnings.put(customerId, Optional.ofNullable(warning));
    }

    Map<String, Callback> callbacks() {
        return Collections.unmodifiableMap(callbacks);
    }

    /** When each is tried next, which counts for those that are probed. */
    Map<String, Instant> probes() {
        return Collections.unmodifiableMap(probes);
    }

    /** Those of whom a warning was given, or taken back. */
    Map<String, Optional<Warning>> warnings() {
        return Collections.unmodifiableMap(warnings);
    }
}
