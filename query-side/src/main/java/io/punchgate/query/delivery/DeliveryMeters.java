package io.punchgate.query.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.punchgate.api.delivery.CallbackState;
import io.punchgate.api.delivery.DeliveryStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Gauges of deliveries by status and of callbacks by state, over all customers. They read a row a callback, at most
 * every few seconds. {@code punchgate_deliveries_unaccounted} compares columns that are counted apart in one transaction: anything
 * but 0 is a fault.
 */
@Component
final class DeliveryMeters {

    private static final long KEPT_NANOS = Duration.ofSeconds(5).toNanos();
    private static final String COUNTS = """
            select coalesce(sum(received), 0) as received, coalesce(sum(delivered), 0) as delivered,
                coalesce(sum(pending), 0) as pending, coalesce(sum(parked), 0) as parked,
                coalesce(sum(never), 0) as never, coalesce(sum(erased), 0) as erased,
                coalesce(sum(received - delivered - pending - parked - never - erased), 0) as unaccounted
            from query.delivery_count
            """;
    private static final String CALLBACKS = """
            select state, count(*) as callbacks, count(degraded_since) as degraded from query.callback_state
            where present group by state
            """;

    private final JdbcTemplate jdbc;
    private final CallbackMeters callbacks;
    private Map<String, Double> sample = Map.of();
    private long sampledNanos = System.nanoTime() - KEPT_NANOS;

    DeliveryMeters(JdbcTemplate jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.callbacks = new CallbackMeters(meters);
        for (DeliveryStatus status : DeliveryStatus.values()) {
            Gauge.builder("punchgate.deliveries", this, self -> self.read(status.label()))
                    .description("deliveries that stand so")
                    .tag("status", status.label())
                    .register(meters);
        }
        gauge(meters, "punchgate.deliveries.received", "received", "deliveries that came in, whatever became of them");
        gauge(meters, "punchgate.deliveries.unaccounted", "unaccounted", "received less the sum of all statuses: 0");
        gauge(meters, "punchgate.callbacks.degraded", "degraded", "callbacks that are warned of");
        for (CallbackState state : CallbackState.values()) {
            String label = state.name().toLowerCase(Locale.ROOT);
            Gauge.builder("punchgate.callbacks", this, self -> self.read("callbacks " + label))
                    .description("callbacks in that state")
                    .tag("state", label)
                    .register(meters);
        }
    }

    private void gauge(MeterRegistry meters, String name, String key, String description) {
        Gauge.builder(name, this, self -> self.read(key))
                .description(description)
                .register(meters);
    }

    private synchronized double read(String key) {
        if (System.nanoTime() - sampledNanos >= KEPT_NANOS) {
            sample = sample();
            sampledNanos = System.nanoTime();
        }
        return sample.isEmpty() ? Double.NaN : sample.getOrDefault(key, 0.0);
    }

    /** Empty while the database is out of reach: an unknown gauge is better than a wrong one. */
    private Map<String, Double> sample() {
        Map<String, Double> read = new HashMap<>();
        try {
            jdbc.queryForMap(COUNTS).forEach((name, count) -> read.put(name, ((Number) count).doubleValue()));
            jdbc.query(CALLBACKS, row -> {
                read.put("callbacks " + row.getString("state"), row.getDouble("callbacks"));
                read.merge("degraded", row.getDouble("degraded"), Double::sum);
            });
            callbacks.sample(jdbc);
            return read;
        } catch (DataAccessException e) {
            return Map.of();
        }
    }
}
