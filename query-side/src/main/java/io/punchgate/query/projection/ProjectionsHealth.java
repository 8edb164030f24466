package io.punchgate.query.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Ready once the read models tell of everything that was stored when this process started, so that a client that waited
 * for it sees every punch acknowledged before; from then on, always.
 */
@Component("projections")
final class ProjectionsHealth implements HealthIndicator {

    private final ProjectionProgress progress;
    private final List<Projection> projections;
    private volatile boolean reached;
    private volatile @Nullable Long headAtStart;

    ProjectionsHealth(ProjectionProgress progress, List<Projection> projections) {
        this.progress = progress;
        this.projections = List.copyOf(projections);
    }

    @Override
    public Health health() {
        if (!reached) {
            @Nullable Long known = headAtStart;
            long head = known == null ? progress.head() : known;
            headAtStart = head;
            reached = projections.stream().allMatch(projection -> progress.hasReached(projection, head));
        }
        return reached ? Health.up().build() : Health.outOfService().build();
    }
}
