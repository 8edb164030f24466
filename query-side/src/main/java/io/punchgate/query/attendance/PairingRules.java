package io.punchgate.query.attendance;

import io.punchgate.runtime.sql.Reading;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the rule of each customer. */
@Component
final class PairingRules {

    private final JdbcClient jdbc;

    PairingRules(@Reading JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    PairingRule of(String customerId) {
        return jdbc.sql("select alternating, max_interval_hours from query.customer_rule where customer_id = ?")
                .param(customerId)
                .query((row, number) -> new PairingRule(
                        row.getBoolean("alternating"),
                        Duration.ofHours(row.getLong("max_interval_hours")),
                        LocalTime.MIDNIGHT))
                .optional()
                .orElse(PairingRule.DEFAULT);
    }
}
