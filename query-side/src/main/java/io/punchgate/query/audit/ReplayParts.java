package io.punchgate.query.audit;

import io.punchgate.query.projection.BatchedProjection;
import io.punchgate.query.projection.Projection;
import io.punchgate.query.projection.ProjectionFactory;
import io.punchgate.query.projection.RemovedRows;
import io.punchgate.runtime.log.EventRecords;
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
    private final JdbcOperations template;
    private final TransactionTemplate batch;
    private final TransactionTemplate snapshot;

    ReplayParts(
            ConnectionPools pools,
            LoggedRecords log,
            EventRecords records,
            List<ProjectionFactory> factories,
            RemovedRows removed) {
        this.dataSource = pools.longWork();
        this.log = log;
        this.records = records;
        this.removed = removed;
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

    /** The tables that they need. */
    List<String> tables() {
        return Stream.concat(
                        Stream.of("projection_position"),
                        projections(BatchedProjection.LIVE_SCHEMA).stream()
                                .flatMap(projection -> projection.tables().stream()))
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

    /** Removes from a schema what age removed from the tables that are served; joins the snapshot's transaction. */
    void removeOldRows(String schema) {
        removed.removeFrom(template, schema);
    }

    JdbcClient jdbc() {
        return JdbcClient.create(template);
    }

    /** Statements that end when the replay is cancelled. */
    JdbcClient jdbcOf(Replay replay) {
        return JdbcClient.create(new JdbcTemplate(dataSource) {
            @Override
            protected void applyStatementSettings(Statement statement) throws SQLException {
                super.applyStatementSettings(statement);
                replay.runs(statement);
            }
        });
    }

    /** A transaction for a batch of events; joins the snapshot's. */
    TransactionTemplate batch() {
        return batch;
    }

    /** A transaction that sees the database as it is at its first statement. */
    TransactionTemplate snapshot() {
        return snapshot;
    }
}
