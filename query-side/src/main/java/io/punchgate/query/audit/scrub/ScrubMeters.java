package io.punchgate.query.audit.scrub;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.punchgate.api.audit.ScrubView.Kind;
import io.punchgate.runtime.health.Sampled;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gauges of the faults that are there, by kind. Anything but 0 is to be looked at. */
@Component
final class ScrubMeters {

    private final Sampled<Map<Kind, Long>> counts;

    ScrubMeters(JdbcClient jdbc, MeterRegistry meters) {
        this.counts = new Sampled<>(new FaultTable(jdbc)::counts);
        for (Kind kind : Kind.values()) {
            Gauge.builder("punchgate.scrub.faults", this, self -> self.count(kind))
                    .description("changes that were made behind our back, and are still there")
                    .tag("kind", FaultTable.label(kind))
                    .register(meters);
        }
    }

    /** Not a number while the database is out of reach: an unknown gauge is better than a wrong one. */
    private double count(Kind kind) {
        try {
            return counts.get().getOrDefault(kind, 0L);
        } catch (DataAccessException e) {
            return Double.NaN;
        }
    }
}
