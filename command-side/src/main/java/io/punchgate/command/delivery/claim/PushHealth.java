package io.punchgate.command.delivery.claim;

import io.punchgate.runtime.health.ProcessorWatch;
import io.punchgate.runtime.health.ProcessorWatch.Reading;
import io.punchgate.runtime.health.ProcessorWatch.Verdict;
import io.punchgate.runtime.health.Sampled;
import io.punchgate.runtime.log.deadletter.DeadLetterMeters;
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
    private final ProcessorWatch watch = new ProcessorWatch();
    private final Sampled<Verdict> verdict;

    PushHealth(PunchgateSettings settings, PushTokens tokens, EventStore events, DeadLetterMeters setAside) {
        this.configured = settings.push();
        this.setAside = setAside;
        this.verdict = new Sampled<>(() -> watch.see(new Reading(
                tokens.position().orElse(0),
                tokens.renewedAt(),
                events.createHeadToken().position().orElse(0))));
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
