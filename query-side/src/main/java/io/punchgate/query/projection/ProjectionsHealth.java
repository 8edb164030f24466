package io.punchgate.query.projection;

import io.punchgate.runtime.health.ProcessorWatch;
import io.punchgate.runtime.health.ProcessorWatch.Reading;
import io.punchgate.runtime.health.ProcessorWatch.Verdict;
import io.punchgate.runtime.health.Sampled;
import io.punchgate.runtime.log.deadletter.DeadLetterMeters;
import io.punchgate.runtime.log.read.PostgresLogReader;
import io.punchgate.runtime.log.read.UnreadableEvents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The health of each read model: ready once it tells of everything that was stored when this process started, so that a client
 * that waited for it sees every punch acknowledged before; and from then on while some process follows the log for it.
 */
@Configuration(proxyBeanMethods = false)
class ProjectionsHealth {

    private static final String READ = """
            select t.processor_name as name, coalesce(p.position, 0) as position, t.timestamp
            from query.token_entry t left join query.projection_position p on p.name = t.processor_name
            where t.segment = 0
            """;

    private static final String NOT_CAUGHT_UP = "it does not tell of all that was stored yet";

    /** Called {@code projections} in the readiness group, with a part for each read model. */
    @Bean
    CompositeHealthContributor projectionsHealthContributor(
            List<Projection> projections, JdbcClient jdbc, DeadLetterMeters setAside, UnreadableEvents unreadable) {
        // Not on the readers' connections: that all of them are in use says nothing about the read models.
        ProjectionProgress progress = new ProjectionProgress(jdbc, new PostgresLogReader(jdbc));
        Watched watched = new Watched(projections, progress, jdbc, unreadable);
        return CompositeHealthContributor.fromMap(projections.stream()
                .collect(Collectors.<Projection, String, HealthIndicator>toMap(
                        Projection::name, projection -> () -> watched.health(projection, setAside))));
    }

    /** All read models, from one reading for all probes of a second. */
    private static final class Watched {

        private final ProjectionProgress progress;
        private final JdbcClient jdbc;
        private final Map<String, ProcessorWatch> watches;
        private final Set<String> reached = ConcurrentHashMap.newKeySet();
        private final List<Projection> projections;
        private final Sampled<Map<String, Verdict>> verdicts = new Sampled<>(this::read);
        private volatile @Nullable Long headAtStart;

        Watched(
                List<Projection> projections,
                ProjectionProgress progress,
                JdbcClient jdbc,
                UnreadableEvents unreadable) {
            this.projections = List.copyOf(projections);
            this.progress = progress;
            this.jdbc = jdbc;
            this.watches = projections.stream()
                    .map(Projection::name)
                    .collect(Collectors.toMap(Function.identity(), name -> new ProcessorWatch(unreadable::firstAfter)));
        }

        private Map<String, Verdict> read() {
            long head = progress.head();
            @Nullable Long known = headAtStart;
            long atStart = known == null ? head : known;
            headAtStart = atStart;
            projections.stream()
                    .filter(projection -> !reached.contains(projection.name()))
                    .filter(projection -> progress.hasReached(projection, atStart))
                    .forEach(projection -> reached.add(projection.name()));
            Map<String, Verdict> read = new HashMap<>();
            watches.forEach((name, watch) -> read.put(name, Verdict.unknown(head)));
            jdbc.sql(READ).query(row -> {
                @Nullable ProcessorWatch watch = watches.get(row.getString("name"));
                if (watch != null) {
                    Reading reading = new Reading(row.getLong("position"), row.getString("timestamp"), head);
                    read.put(row.getString("name"), watch.see(reading));
                }
            });
            return read;
        }

        Health health(Projection projection, DeadLetterMeters setAside) {
            Verdict verdict = verdicts.get().getOrDefault(projection.name(), Verdict.unknown(0));
            boolean caughtUp = reached.contains(projection.name());
            Health.Builder health = verdict.serves() && caughtUp ? Health.up() : Health.outOfService();
            return health.withDetail("why", caughtUp || verdict.obstacle() != null ? verdict.why() : NOT_CAUGHT_UP)
                    .withDetail("events_behind", verdict.behind())
                    .withDetail("events_set_aside", setAside.counts().getOrDefault(projection.name(), 0L))
                    .build();
        }
    }
}
