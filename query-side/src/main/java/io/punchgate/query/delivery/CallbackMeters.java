package io.punchgate.query.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.punchgate.api.delivery.DeliveryStatus;
import io.punchgate.query.delivery.table.CallbackText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcOperations;

/** Gauges of single callbacks: those for which most waits, as there may be very many. One for which nothing waits has none. */
final class CallbackMeters {

    private static final int CALLBACKS_MAX = 50;
    private static final String WAITING = """
            select customer_id, callback, pending, parked from query.delivery_count where pending + parked > 0
            order by pending + parked desc, customer_id, callback limit ?
            """;

    private final MultiGauge waiting;

    CallbackMeters(MeterRegistry meters) {
        waiting = MultiGauge.builder("punchgate.callback.deliveries")
                .description("deliveries of one callback that stand so, of the callbacks for which most waits")
                .register(meters);
    }

    void sample(JdbcOperations jdbc) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        jdbc.query(
                WAITING,
                row -> {
                    for (DeliveryStatus status : List.of(DeliveryStatus.PENDING, DeliveryStatus.PARKED)) {
                        Tags tags = Tags.of(
                                "customer",
                                row.getString("customer_id"),
                                "callback",
                                Objects.requireNonNullElse(CallbackText.name(row.getString("callback")), ""),
                                "status",
                                status.label());
                        rows.add(MultiGauge.Row.of(tags, row.getLong(status.label())));
                    }
                },
                CALLBACKS_MAX);
        waiting.register(rows, true);
    }
}
