package io.punchgate.command.lane;

import io.punchgate.api.device.DeviceCommand;
import io.punchgate.command.device.AggregateOnBus;
import io.punchgate.command.device.ledger.JdbcPunchLedger;
import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.Snapshots;
import io.punchgate.runtime.log.axon.LogEventStorageEngine;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The write side of one process, for devices: lane, cache, ledger and log, without Spring. */
final class CommandSideProcess implements AutoCloseable {

    /** Few, so that the tests go both ways. */
    private static final int CAREFUL_BATCHES = 2;

    private final EmbeddedEventStore events;
    private final CommandLane lane;
    private final CommandGateway gateway;

    CommandSideProcess(DataSource dataSource) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        EventLog log = new EventLog(jdbc, new EventRecords());
        events = EmbeddedEventStore.builder()
                .storageEngine(new LogEventStorageEngine(log, new Snapshots(JdbcClient.create(dataSource))))
                .build();
        AggregateCache cache = new AggregateCache(1_000);
        JdbcPunchLedger ledger = new JdbcPunchLedger(jdbc);
        StaleAggregates stale = new StaleAggregates(log, cache, ledger, CAREFUL_BATCHES);
        events.subscribe(stale::countAppended);
        lane = new CommandLane(
                new SpringTransactionManager(new JdbcTransactionManager(dataSource)),
                stale,
                List.of(),
                List.of(),
                failure -> {});
        GroupCommitCommandBus bus = new GroupCommitCommandBus(lane);
        AggregateOnBus.subscribe(bus, events, cache, ledger);
        gateway = DefaultCommandGateway.builder().commandBus(bus).build();
        lane.start();
    }

    <R> CompletableFuture<R> send(DeviceCommand command) {
        return gateway.send(command);
    }

    @Override
    public void close() {
        lane.stop();
        events.shutDown();
    }
}
