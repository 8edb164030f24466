package io.punchgate.query.console.page;

import io.punchgate.runtime.health.Sampled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Tells how far the read models are behind, as the readiness does. */
@Component
class ProjectionLag {

    private final CompositeHealthContributor projections;
    private final Sampled<Lag> sampled = new Sampled<>(this::read);

    ProjectionLag(@Qualifier("projectionsHealthContributor") CompositeHealthContributor projections) {
        this.projections = projections;
    }

    /** At most a second old. */
    Lag now() {
        return sampled.get();
    }

    private Lag read() {
        long behind = 0;
        List<String> notServing = new ArrayList<>();
        for (HealthContributors.Entry entry : projections) {
            if (entry.contributor() instanceof HealthIndicator indicator) {
                @Nullable Health health = indicator.health();
                if (health == null || !health.getStatus().equals(Status.UP)) {
                    notServing.add(entry.name());
                }
                if (health != null && health.getDetails().get("events_behind") instanceof Number events) {
                    behind = Math.max(behind, events.longValue());
                }
            }
        }
        return new Lag(behind, notServing);
    }
}
