package io.punchgate.command.delivery.line;

import io.punchgate.api.Streams;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.CustomerEvent.SigningSecretIssued;
import io.punchgate.api.delivery.CallbackReply;
import io.punchgate.api.delivery.DeliveryCommand;
import io.punchgate.api.delivery.DeliveryEvent;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.command.delivery.DeliveryConfiguration;
import io.punchgate.command.delivery.Punches;
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
import io.punchgate.command.delivery.store.PunchReader;
import io.punchgate.command.delivery.store.PushStore;
import io.punchgate.command.delivery.webhook.AddressPolicy;
import io.punchgate.command.delivery.webhook.PushSender;
import io.punchgate.command.delivery.webhook.WebhookClient;
import io.punchgate.runtime.vault.Vault;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The push as one node runs it, without Spring: an event store in memory that outlives it, and a real database. Closing
 * it without {@link #stop} is a crash, but for the threads that a crash would end too.
 */
public final class PushHarness implements AutoCloseable {

    public static final String ACME = "acme";

    private final PushClaim claim = new PushClaim(Duration.ofMillis(2_500), Duration.ofMillis(1_800));
    private final Configuration axon;
    private final InMemoryRetryDispatch retries;
    private final PushLifecycle run;
    private final PushThreads threads;
    private final WebhookClient client;

    PushHarness(DataSource dataSource, EventStorageEngine log) {
        this(dataSource, log, Clock.systemUTC());
    }

    PushHarness(DataSource dataSource, EventStorageEngine log, Clock clock) {
        TransactionManager transactions = new SpringTransactionManager(new JdbcTransactionManager(dataSource));
        DeliveryConfiguration wiring = new DeliveryConfiguration();
        AtomicReference<@Nullable InMemoryRetryDispatch> retryDispatch = new AtomicReference<>();
        AtomicReference<@Nullable PushDispatcher> dispatcher = new AtomicReference<>();
        AtomicReference<@Nullable RetryDeadlines> deadlines = new AtomicReference<>();
        WriteBehind writeBehind = new WriteBehind();
        PushTokens tokens = new PushTokens(dataSource, SagaSerializer.create(), claim, writeBehind);
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureTransactionManager(c -> transactions)
                // As the group commit does, it handles commands on a thread of its own.
                .configureCommandBus(c -> AsynchronousCommandBus.builder().build())
                .configureEventStore(c -> EmbeddedEventStore.builder()
                        .storageEngine(log)
                        .fetchDelay(50)
                        .build())
                .registerComponent(TokenStore.class, c -> tokens)
                .registerComponent(RetryDispatch.class, c -> retryDispatch.get())
                .registerComponent(PendingPunches.class, c -> retryDispatch.get())
                .configureDeadlineManager(c -> deadlines
                        .updateAndGet(
                                d -> d == null ? wiring.retryDeadlines(dataSource, c, transactions, tokens, clock) : d)
                        .manager())
                .configureAggregate(Callback.class);
        configurer
                .eventProcessing()
                .usingTrackingEventProcessors()
                .registerDefaultListenerInvocationErrorHandler(c -> PropagatingErrorHandler.instance())
                .registerTrackingEventProcessorConfiguration(
                        "push",
                        c -> PushProcessor.processing()
                                .andBatchSize(500)
                                .andInitialTrackingToken(StreamableMessageSource::createTailToken))
                .registerEventHandler(c -> dispatcher.get())
                .registerSaga(
                        DeliverySaga.class, saga -> saga.configureSagaStore(c -> wiring.pushSagaStore(dataSource)));
        axon = configurer.buildConfiguration();
        threads = wiring.pushThreads(clock);
        client = new WebhookClient(AddressPolicy.allowing(List.of(), true), clock, Duration.ofSeconds(2));
        PushSender sender = new PushSender(client, new Vault(JdbcClient.create(dataSource)), clock);
        PunchReader reader = new PunchReader(axon.eventStore());
        ActiveLines active =
                new ActiveLines(threads, axon.commandGateway(), reader, sender, claim, new PushBackPressure());
        PushStore store = new PushStore(new JdbcTemplate(dataSource));
        retries = new InMemoryRetryDispatch(active, claim, store, reader, sender, axon.commandGateway());
        retryDispatch.set(retries);
        PushTableWriter tables = new PushTableWriter(store, active, writeBehind);
        dispatcher.set(new PushDispatcher(active, tables));
        axon.deadlineManager();
        PushProgress progress =
                new PushProgress(axon.eventStore(), axon.eventProcessingConfiguration(), tokens, writeBehind);
        run = new PushLifecycle(
                active,
                new PushLoader(store, active, tables),
                progress,
                Objects.requireNonNull(deadlines.get()),
                claim);
        axon.start();
        run.start();
    }

    /** Whether this is the one that pushes. */
    boolean hasClaim() {
        return claim.isHeld();
    }

    public void setCallback(String url, List<Integer> schedule) {
        setCallback(new CallbackSet(ACME, url, schedule, Instant.now()));
    }

    public void setCallback(CallbackSet set) {
        publish(Streams.customer(ACME), nextSequence(Streams.customer(ACME)), set);
    }

    /** Has pushes signed with a new secret; the one before signs along until then. */
    void rotateSecret(String secretId, Instant previousUntil) {
        String stream = Streams.customer(ACME);
        publish(stream, nextSequence(stream), new SigningSecretIssued(ACME, secretId, previousUntil, Instant.now()));
    }

    public PunchRecorded punch(String sn, String punchId) {
        PunchRecorded punch = Punches.of(punchId, sn);
        publish(Streams.device(sn), nextSequence(Streams.device(sn)), punch);
        return punch;
    }

    public CallbackReply say(DeliveryCommand command) {
        return axon.commandGateway().sendAndWait(command);
    }

    boolean isPending(PunchRef punch) {
        return retries.isPending(ACME, punch);
    }

    /** As {@code kill -9} would: nothing is told, nothing given back. */
    void kill(CutCable cable) throws IOException {
        cable.cut();
        threads.close();
        client.close();
    }

    /** What the callback's aggregate said so far, oldest first. */
    List<DeliveryEvent> said() {
        return axon.eventStore()
                .readEvents(Streams.callback(ACME))
                .asStream()
                .map(event -> (DeliveryEvent) event.getPayload())
                .toList();
    }

    <E extends DeliveryEvent> List<E> said(Class<E> type) {
        return said().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private long nextSequence(String stream) {
        return axon.eventStore().lastSequenceNumberFor(stream).orElse(-1L) + 1;
    }

    private void publish(String stream, long sequence, Object payload) {
        axon.eventStore().publish(new GenericDomainEventMessage<>("test", stream, sequence, payload));
    }

    void stop() {
        run.stop();
    }

    @Override
    public void close() throws IOException {
        stop();
        axon.shutdown();
        threads.close();
        client.close();
    }
}
