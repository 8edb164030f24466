package io.punchgate.command.delivery.line;

import io.punchgate.command.delivery.DeliveryConfiguration;
import io.punchgate.command.delivery.RealLane;
import io.punchgate.command.delivery.callback.Callback;
import io.punchgate.command.delivery.callback.PendingPunches;
import io.punchgate.command.delivery.claim.PushClaim;
import io.punchgate.command.delivery.claim.PushProcessor;
import io.punchgate.command.delivery.claim.PushProgress;
import io.punchgate.command.delivery.claim.PushTokens;
import io.punchgate.command.delivery.claim.WriteBehind;
import io.punchgate.command.delivery.gate.PushThreads;
import io.punchgate.command.delivery.saga.DeliverySaga;
import io.punchgate.command.delivery.saga.RetryDeadlines;
import io.punchgate.command.delivery.saga.RetryDispatch;
import io.punchgate.command.delivery.saga.SagaSerializer;
import io.punchgate.command.delivery.store.CallbackStore;
import io.punchgate.command.delivery.store.DeviceStore;
import io.punchgate.command.delivery.store.ErasureStore;
import io.punchgate.command.delivery.store.LineStore;
import io.punchgate.command.delivery.store.PunchReader;
import io.punchgate.command.delivery.store.UnsentStore;
import io.punchgate.command.delivery.webhook.AddressPolicy;
import io.punchgate.command.delivery.webhook.PushSender;
import io.punchgate.command.delivery.webhook.PushedPersons;
import io.punchgate.command.delivery.webhook.WebhookClient;
import io.punchgate.runtime.log.deadletter.DeadLetters;
import io.punchgate.runtime.log.read.PostgresLogReader;
import io.punchgate.runtime.person.PersonKeys;
import io.punchgate.runtime.vault.Vault;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Wires the push of one node without Spring: a given event store, a real database, and time-outs that suit tests. */
final class PushWiring implements AutoCloseable {

    static final Duration ATTEMPT_MAX = Duration.ofSeconds(2);
    private static final DeliveryConfiguration SPRINGS = new DeliveryConfiguration();

    final PushClaim claim = new PushClaim(Duration.ofMillis(2_500), Duration.ofMillis(1_800));
    final Configuration axon;
    final InMemoryRetryDispatch retries;
    final DeadLetters deadLetters;
    private final AtomicReference<@Nullable InMemoryRetryDispatch> retryDispatch = new AtomicReference<>();
    private final AtomicReference<@Nullable PushDispatcher> dispatcher = new AtomicReference<>();
    private final AtomicReference<@Nullable PushFacts> facts = new AtomicReference<>();
    private final AtomicReference<@Nullable ErasedPunches> erasures = new AtomicReference<>();
    private final AtomicReference<@Nullable RetryDeadlines> deadlines = new AtomicReference<>();
    private final PushLifecycle lifecycle;
    private final PushThreads threads;
    private final WebhookClient client;

    private final @Nullable RealLane lane;

    PushWiring(DataSource dataSource, EventStorageEngine log, @Nullable RealLane lane, Clock clock) {
        this.lane = lane;
        WriteBehind writeBehind = new WriteBehind();
        deadLetters = new DeadLetters(dataSource, SagaSerializer.create(), clock);
        PushTokens tokens = new PushTokens(dataSource, SagaSerializer.create(), claim, writeBehind);
        axon = axon(dataSource, log, tokens, clock);
        threads = SPRINGS.pushThreads(clock);
        client = new WebhookClient(AddressPolicy.allowing(List.of(), true), clock, ATTEMPT_MAX);
        PushedPersons persons = new PushedPersons(new PersonKeys(new JdbcTemplate(dataSource)), clock);
        PushSender sender = new PushSender(client, new Vault(JdbcClient.create(dataSource)), persons, clock);
        PunchReader reader = new PunchReader(axon.eventStore());
        PostgresLogReader stored = new PostgresLogReader(JdbcClient.create(dataSource));
        DeviceStore devices = new DeviceStore(new JdbcTemplate(dataSource), stored);
        ActiveLines active =
                new ActiveLines(threads, axon.commandGateway(), reader, sender, devices, claim, new PushBackPressure());
        LineStore lines = new LineStore(new JdbcTemplate(dataSource));
        CallbackStore callbacks = new CallbackStore(new JdbcTemplate(dataSource));
        UnsentStore unsent = new UnsentStore(new JdbcTemplate(dataSource));
        RedeliveryLines redeliveries = new RedeliveryLines(active, unsent, reader, sender, threads);
        PushTableWriter tables =
                new PushTableWriter(lines, callbacks, unsent, devices, active, redeliveries, writeBehind);
        retries = new InMemoryRetryDispatch(active, claim, lines, tables, reader, sender, axon.commandGateway());
        retryDispatch.set(retries);
        dispatcher.set(new PushDispatcher(active, tables));
        facts.set(new PushFacts(active, redeliveries, tables, new AbandonedPunches(reader, unsent)));
        ErasedPunches erased = new ErasedPunches(
                active, new ErasureStore(new JdbcTemplate(dataSource)), unsent, reader, stored, persons, threads);
        erasures.set(erased);
        axon.deadlineManager();
        PushProgress progress =
                new PushProgress(axon.eventStore(), axon.eventProcessingConfiguration(), tokens, writeBehind);
        lifecycle = new PushLifecycle(
                active,
                redeliveries,
                erased,
                new PushLoader(callbacks, lines, active, redeliveries, tables),
                progress,
                Objects.requireNonNull(deadlines.get()),
                claim);
    }

    private Configuration axon(DataSource dataSource, EventStorageEngine log, PushTokens tokens, Clock clock) {
        TransactionManager transactions = new SpringTransactionManager(new JdbcTransactionManager(dataSource));
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureTransactionManager(c -> transactions)
                // As the group commit does, it handles commands on a thread of its own.
                .configureCommandBus(
                        c -> lane == null ? AsynchronousCommandBus.builder().build() : lane.bus())
                .configureEventStore(c -> EmbeddedEventStore.builder()
                        .storageEngine(log)
                        .fetchDelay(50)
                        .build())
                .registerComponent(TokenStore.class, c -> tokens)
                .registerComponent(RetryDispatch.class, c -> retryDispatch.get())
                .registerComponent(PendingPunches.class, c -> retryDispatch.get())
                .configureDeadlineManager(c -> deadlines
                        .updateAndGet(
                                d -> d == null ? SPRINGS.retryDeadlines(dataSource, c, transactions, tokens, clock) : d)
                        .manager())
                .configureAggregate(
                        lane == null ? AggregateConfigurer.defaultConfiguration(Callback.class) : lane.callback());
        configurer
                .eventProcessing()
                .usingTrackingEventProcessors()
                .registerEventHandler(c -> dispatcher.get())
                .registerEventHandler(c -> facts.get())
                .registerEventHandler(c -> erasures.get())
                .registerSaga(
                        DeliverySaga.class, saga -> saga.configureSagaStore(c -> SPRINGS.pushSagaStore(dataSource)));
        PushProcessor.register(
                configurer.eventProcessing(),
                tokens,
                deadLetters,
                PushProcessor.processing()
                        .andBatchSize(500)
                        .andInitialTrackingToken(StreamableMessageSource::createTailToken));
        return configurer.buildConfiguration();
    }

    void start() {
        if (lane != null) {
            var unused = axon.eventStore().subscribe(lane::appended);
        }
        axon.start();
        lifecycle.start();
    }

    void stop() {
        lifecycle.stop();
    }

    /** Ends the threads and the client that send, and gives nothing back. */
    void breakOff() throws IOException {
        threads.close();
        client.close();
    }

    @Override
    public void close() throws IOException {
        stop();
        axon.shutdown();
        breakOff();
    }
}
