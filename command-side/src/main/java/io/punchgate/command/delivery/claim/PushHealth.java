package io.punchgate.command.delivery.claim;

import io.punchgate.runtime.health.ProcessorWatch;
import io.punchgate.runtime.health.ProcessorWatch.Reading;
import io.punchgate.runtime.health.ProcessorWatch.Verdict;
import io.punchgate.runtime.health.Sampled;
import io.punchgate.runtime.log.axon.TokenRow;
import io.punchgate.runtime.log.deadletter.DeadLetterMeters;
import io.punchgate.runtime.log.read.UnreadableEvents;
import io.punchgate.runtime.start.PunchgateSettings;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Tells whether some process pushes, and follows the log; of no concern to a process that is not to push. */
@Component("pushHealthIndicator")
final class PushHealth implements HealthIndicator {

    private final boolean configured;
    private final DeadLetterMeters setAside;
    private final ProcessorWatch watch;
    private final Sampled<Verdict> verdict;

    PushHealth(
            PunchgateSettings settings,
            PushTokens tokens,
            EventStore events,
            DeadLetterMeters setAside,
            UnreadableEvents unreadable) {
        this.configured = settings.push();
        this.setAside = setAside;
        this.watch = new ProcessorWatch(unreadable::firstAfter);
        this.verdict = new Sampled<>(() -> {
            TokenRow.State row = tokens.stored();
            long head = events.createHeadToken().position().orElse(0);
            return watch.see(new Reading(row.position(), row.renewedAt(), head));
        });
    }

    @Override
    public Health health() {
        if (!configured) {
            return Health.up().withDetail("why", "left to another process").build();
        }
        Verdict now = verdict.get();
        return (now.serves() ? Health.up() : Health.outOfService())
                .withDetail("why", now.why())
                .withDetail("events_behind", now.behind())
                .withDetail("events_set_aside", setAside.counts().getOrDefault(PushTokens.PROCESSOR, 0L))
                .build();
    }
}
