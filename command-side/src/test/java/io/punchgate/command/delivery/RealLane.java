package io.punchgate.command.delivery;

import io.punchgate.command.delivery.callback.Callback;
import io.punchgate.command.device.ledger.JdbcPunchLedger;
import io.punchgate.command.lane.AggregateCache;
import io.punchgate.command.lane.CommandLane;
import io.punchgate.command.lane.GroupCommitCommandBus;
import io.punchgate.command.lane.StaleAggregates;
import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.Snapshots;
import io.punchgate.runtime.log.axon.LogEventStorageEngine;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The log in PostgreSQL and the group commit, as the product has them, for the push of a test. */
public final class RealLane implements AutoCloseable {

    private static final int CAREFUL_BATCHES = 2;

    private final AggregateCache cache = new AggregateCache(1_000);
    private final LogEventStorageEngine engine;
    private final StaleAggregates stale;
    private final CommandLane lane;
    private final TransactionTemplate transaction;

    public RealLane(DataSource dataSource) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        EventLog log = new EventLog(jdbc, new EventRecords());
        engine = new LogEventStorageEngine(log, new Snapshots(JdbcClient.create(dataSource)));
        stale = new StaleAggregates(log, cache, new JdbcPunchLedger(jdbc), CAREFUL_BATCHES);
        JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
        lane = new CommandLane(new SpringTransactionManager(transactions), stale, List.of(), List.of(), failure -> {});
        transaction = new TransactionTemplate(transactions);
    }

    public EventStorageEngine engine() {
        return engine;
    }

    /** The bus; its lane runs from now on. */
    public CommandBus bus() {
        CommandBus bus = new GroupCommitCommandBus(lane);
        lane.start();
        return bus;
    }

    public AggregateConfigurer<Callback> callback() {
        return AggregateConfigurer.defaultConfiguration(Callback.class).configureCache(c -> cache);
    }

    public void appended(List<? extends EventMessage<?>> events) {
        stale.countAppended(events);
    }

    /** Appends events as another process would. */
    public void append(List<? extends EventMessage<?>> events) {
        transaction.executeWithoutResult(status -> engine.appendEvents(events));
    }

    @Override
    public void close() {
        lane.stop();
    }
}
