package io.punchgate.query.attendance;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.CustomerEvent.CustomerChanged;
import io.punchgate.api.customer.CustomerEvent.CustomerRegistered;
import io.punchgate.api.customer.Pairing;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.sql.Reading;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the rule of each customer. */
@Component
final class PairingRules {

    private static final List<Class<? extends DomainEvent>> SETTINGS =
            List.of(CustomerRegistered.class, CustomerChanged.class);

    private final JdbcClient jdbc;
    private final LogReader log;
    private final EventRecords records;

    PairingRules(@Reading JdbcClient jdbc, LogReader log, EventRecords records) {
        this.jdbc = jdbc;
        this.log = log;
        this.records = records;
    }

    /** The rule by which these punches pair. */
    PairingRule of(CustomerPunches punches) {
        return (punches.upTo() == Long.MAX_VALUE ? now(punches.customerId()) : earlier(punches))
                .orElse(PairingRule.DEFAULT);
    }

    private Optional<PairingRule> now(String customerId) {
        return jdbc.sql("select alternating, max_interval_hours from query.customer_rule where customer_id = ?")
                .param(customerId)
                .query((row, number) -> rule(row.getBoolean("alternating"), row.getLong("max_interval_hours")))
                .optional();
    }

    private Optional<PairingRule> earlier(CustomerPunches punches) {
        return log.lastOf(List.of(Streams.customer(punches.customerId())), SETTINGS, punches.upTo()).stream()
                .findFirst()
                .map(told -> switch (records.decode(told.record()).payload()) {
                    case CustomerRegistered registered -> registered.settings();
                    case CustomerChanged changed -> changed.settings();
                    default -> throw new IllegalStateException("no settings at position " + told.position());
                })
                .map(settings -> rule(settings.pairing() == Pairing.ALTERNATING, settings.maxIntervalHours()));
    }

    private static PairingRule rule(boolean alternating, long maxIntervalHours) {
        return new PairingRule(alternating, Duration.ofHours(maxIntervalHours), LocalTime.MIDNIGHT);
    }
}
