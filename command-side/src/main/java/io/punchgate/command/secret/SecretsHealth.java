package io.punchgate.command.secret;

import io.punchgate.runtime.health.ProcessorWatch;
import io.punchgate.runtime.health.ProcessorWatch.Reading;
import io.punchgate.runtime.health.ProcessorWatch.Verdict;
import io.punchgate.runtime.health.Sampled;
import io.punchgate.runtime.log.axon.TokenRow;
import io.punchgate.runtime.log.read.UnreadableEvents;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells whether some process follows the log for the table of secrets in use. It sets no event aside: a secret whose use is not
 * known looks as if nobody needed it.
 */
@Component("secretsHealthIndicator")
final class SecretsHealth implements HealthIndicator {

    private final ProcessorWatch watch;
    private final Sampled<Verdict> verdict;

    SecretsHealth(JdbcClient jdbc, Serializer serializer, EventStore events, UnreadableEvents unreadable) {
        TokenRow row = new TokenRow(jdbc, serializer, SecretConfiguration.SCHEMA, SecretUses.PROCESSING_GROUP);
        this.watch = new ProcessorWatch(unreadable::firstAfter);
        this.verdict = new Sampled<>(() -> {
            TokenRow.State state = row.read();
            long head = events.createHeadToken().position().orElse(0);
            return watch.see(new Reading(state.position(), state.renewedAt(), head));
        });
    }

    @Override
    public Health health() {
        Verdict now = verdict.get();
        return (now.serves() ? Health.up() : Health.outOfService())
                .withDetail("why", now.why())
                .withDetail("events_behind", now.behind())
                .build();
    }
}
