package io.punchgate.query.audit.scrub;

import io.punchgate.query.projection.ProjectionFactory;
import io.punchgate.query.projection.RemovedRows;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.sql.ConnectionPools;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The parts of which passes are made, on connections that may take long. */
@Component
final class ScrubParts {

    private final DataSource pool;
    private final List<ProjectionFactory> factories;
    private final RemovedRows removed;
    private final EventRecords records;
    private final Clock clock;
    private final ScrubTable state;
    private final FaultTable faults;
    /** The signed texts that were verified by this process. */
    private final Set<String> verified = new HashSet<>();

    ScrubParts(
            ConnectionPools pools,
            List<ProjectionFactory> factories,
            RemovedRows removed,
            EventRecords records,
            Clock clock) {
        this.pool = pools.longWork();
        this.factories = List.copyOf(factories);
        this.removed = removed;
        this.records = records;
        this.clock = clock;
        JdbcClient jdbc = JdbcClient.create(pool);
        this.state = new ScrubTable(jdbc, UUID.randomUUID().toString());
        this.faults = new FaultTable(jdbc);
    }

    Copies copies() {
        return Copies.in(pool, factories, removed);
    }

    RemovedRows removed() {
        return removed;
    }

    EventRecords records() {
        return records;
    }

    Clock clock() {
        return clock;
    }

    ScrubTable state() {
        return state;
    }

    FaultTable faults() {
        return faults;
    }

    Set<String> verified() {
        return verified;
    }
}
