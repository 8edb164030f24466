package io.punchgate.query.audit.replay;

import io.punchgate.query.audit.LoggedRecords;
import io.punchgate.query.projection.BatchedProjection;
import io.punchgate.query.projection.Projection;
import io.punchgate.query.projection.ProjectionFactory;
import io.punchgate.query.projection.RemovedRows;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.deadletter.DeadLetters;
import io.punchgate.runtime.sql.ConnectionPools;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The parts of which replays are made. Their transactions are JDBC's own: no projection writes by JPA. */
@Component
class ReplayParts {

    private final DataSource dataSource;
    private final LoggedRecords log;
    private final EventRecords records;
    private final List<ProjectionFactory> factories;
    private final RemovedRows removed;
    private final DeadLetters setAside;
    private final JdbcOperations template;
    private final TransactionTemplate batch;
    private final TransactionTemplate snapshot;

    ReplayParts(
            ConnectionPools pools,
            LoggedRecords log,
            EventRecords records,
            List<ProjectionFactory> factories,
            RemovedRows removed,
            DeadLetters setAside) {
        this.dataSource = pools.longWork();
        this.log = log;
        this.records = records;
        this.removed = removed;
        this.setAside = setAside;
        this.factories = List.copyOf(factories);
        this.template = new JdbcTemplate(dataSource);
        JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
        this.batch = new TransactionTemplate(transactions);
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** The projections of all read models by name, into the tables of a schema. */
    List<Projection> projections(String schema) {
        return factories.stream()
                .map(factory -> factory.create(template, schema))
                .sorted(Comparator.comparing(Projection::name))
                .toList();
    }

    /** The tables of all read models. */
    List<String> tables() {
        return projections(BatchedProjection.LIVE_SCHEMA).stream()
                .flatMap(projection -> projection.tables().stream())
                .toList();
    }

    /** The tables that replays have copies of: also those that tell how far they are. */
    List<String> copiedTables() {
        return Stream.concat(Stream.of("projection_position", removed.table()), tables().stream())
                .toList();
    }

    DataSource dataSource() {
        return dataSource;
    }

    LoggedRecords log() {
        return log;
    }

    EventRecords records() {
        return records;
    }

    /** Forgets the events that the live projections could not take: the rebuilt ones took them. In the caller's transaction. */
    void forgetSetAside(JdbcClient caller) {
        setAside.forget(
                caller,
                projections(BatchedProjection.LIVE_SCHEMA).stream()
                        .map(Projection::name)
                        .toList());
    }

    /** The table that tells what age removed from those that are served. */
    String removedTable() {
        return removed.table();
    }

    /** Removes from a schema what age removed from the tables that are served; joins a transaction. */
    void removeOldRows(String schema) {
        removed.removeFrom(template, schema);
    }

    JdbcClient jdbc() {
        return JdbcClient.create(template);
    }

    /** Statements that end when the replay does. */
    JdbcClient jdbcOf(RunningReplay replay) {
        return JdbcClient.create(new JdbcTemplate(dataSource) {
            @Override
            protected void applyStatementSettings(Statement statement) throws SQLException {
                super.applyStatementSettings(statement);
                replay.runs(statement);
            }
        });
    }

    /** A transaction for a batch of events; joins another one. */
    TransactionTemplate batch() {
        return batch;
    }

    /** A transaction that sees the database as it is at its first statement. */
    TransactionTemplate snapshot() {
        return snapshot;
    }
}
