package io.punchgate.command.lane;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.punchgate.api.customer.CustomerCommand;
import io.punchgate.api.delivery.DeliveryCommand;
import io.punchgate.api.device.DeviceCommand;
import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.Snapshots;
import io.punchgate.runtime.log.axon.LogEventStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The command bus of the group commit, and what aggregates need to be found, kept and loaded at a flat cost. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class LaneConfiguration {

    private static final long CACHED_AGGREGATES_MAX = 131_072;
    /** A device takes some three kilobytes: cached ones get a fifth of the heap at most. */
    private static final long HEAP_BYTES_AN_AGGREGATE = 16 * 1024;

    private static final int EVENTS_UNTIL_SNAPSHOT = 200;
    private static final int WAITING_SNAPSHOTS_MAX = 256;
    private static final int CAREFUL_BATCHES = 128;
    /** The longest wait for the answer whether the process is ready. */
    private static final Duration PROBE_WAIT_MAX = Duration.ofSeconds(2);

    @Bean
    AggregateCache aggregateCache() {
        long fitting = Runtime.getRuntime().maxMemory() / HEAP_BYTES_AN_AGGREGATE;
        return new AggregateCache(Math.min(CACHED_AGGREGATES_MAX, fitting));
    }

    /** Asks the command for its stream. Axon's own resolver finds it by reflection, command by command. */
    @Bean
    CommandTargetResolver streamTargetResolver() {
        return command -> new VersionedAggregateIdentifier((Object) streamOf(command), null);
    }

    private static String streamOf(CommandMessage<?> command) {
        return switch (command.getPayload()) {
            case DeviceCommand device -> device.stream();
            case CustomerCommand customer -> customer.stream();
            case DeliveryCommand delivery -> delivery.stream();
            default -> throw new IllegalArgumentException(command.getPayloadType() + " has no stream");
        };
    }

    @Bean
    StaleAggregates staleAggregates(EventLog log, Cache aggregateCache, BatchLookUp lookUp, EventStore eventStore) {
        // Elsewhere events and identities would not fail together.
        int carefulBatches = eventStore instanceof LogEventStore ? CAREFUL_BATCHES : StaleAggregates.ALWAYS;
        StaleAggregates staleAggregates = new StaleAggregates(log, aggregateCache, lookUp, carefulBatches);
        eventStore.subscribe(staleAggregates::countAppended);
        return staleAggregates;
    }

    /** The event processors of this process. */
    @Bean
    BackPressureSource eventProcessors(EventLog log) {
        return log.followers()::isAnyLate;
    }

    /** Its transactions are plain JDBC ones: an entity manager a batch would cost more than the batch. */
    @Bean
    CommandLane commandLane(
            DataSource dataSource,
            BatchBasis basis,
            List<BatchPreparation> preparations,
            List<BackPressureSource> backPressureSources,
            ApplicationContext process,
            MeterRegistry meters) {
        TransactionManager transactions = new SpringTransactionManager(new JdbcTransactionManager(dataSource));
        CommandLane lane = new CommandLane(
                transactions,
                basis,
                preparations,
                backPressureSources,
                failure -> AvailabilityChangeEvent.publish(process, LivenessState.BROKEN));
        Gauge.builder("punchgate.lane.waiting", lane, CommandLane::waitingCommands)
                .description("commands that wait for the group commit")
                .register(meters);
        FunctionCounter.builder("punchgate.lane.refused", lane, CommandLane::refusedCommands)
                .description("commands refused because too many waited")
                .register(meters);
        FunctionCounter.builder("punchgate.lane.held", lane, CommandLane::heldSeconds)
                .baseUnit("seconds")
                .description("how long reports waited under overload for read models and the push to keep up")
                .register(meters);
        return lane;
    }

    /** Called {@code intake} in the readiness group. */
    @Bean
    HealthIndicator intakeHealthIndicator(CommandLane lane) {
        return new IntakeHealth(lane, PROBE_WAIT_MAX);
    }

    @Bean
    @Qualifier("localSegment")
    CommandBus commandBus(CommandLane lane) {
        return new GroupCommitCommandBus(lane);
    }

    @Bean
    SnapshotTriggerDefinition deviceSnapshots(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, EVENTS_UNTIL_SNAPSHOT);
    }

    @Bean
    SnapshotTriggerDefinition customerSnapshots(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, EVENTS_UNTIL_SNAPSHOT);
    }

    @Bean
    SnapshotTriggerDefinition callbackSnapshots(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, EVENTS_UNTIL_SNAPSHOT);
    }

    /** Snapshots are stored beside the lane. One that finds the queue full is dropped: a later one will do. */
    @Bean(destroyMethod = "shutdown")
    ThreadPoolExecutor snapshotExecutor() {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_SNAPSHOTS_MAX),
                Thread.ofPlatform().name("snapshots").factory(),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    @Bean
    LaneSnapshotter laneSnapshotter(
            ThreadPoolExecutor snapshotExecutor, Configuration configuration, Snapshots snapshots, Clock clock) {
        return new LaneSnapshotter(configuration::repository, snapshots, snapshotExecutor, clock);
    }
}
