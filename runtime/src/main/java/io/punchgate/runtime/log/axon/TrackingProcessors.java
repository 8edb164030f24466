package io.punchgate.runtime.log.axon;

import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.deadletter.DeadLetterGroup;
import io.punchgate.runtime.log.deadletter.DeadLetters;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;

/**
 * Sets up the event processors of both sides: one thread a processing group, woken by the append, with many events in
 * one transaction. A batch that fails is tried again; an event that is itself the cause is set aside in the end.
 */
public final class TrackingProcessors {

    /**
     * The most events handled in one unit of work and transaction. No more than {@link EventLog} keeps in memory; and
     * as many as come while a projection rests under load, so that a rest ends with a full batch.
     */
    public static final int BATCH_EVENTS_MAX = 4_000;

    /** A position whose holder was silent for so long may be taken over; a processor renews its claim each second. */
    private static final Duration CLAIM_MAX = Duration.ofSeconds(5);

    private TrackingProcessors() {}

    /** Builds a store of the positions of a side's processors, in {@code <schema>.token_entry}. */
    public static JdbcTokenStore.Builder tokens(DataSource dataSource, Serializer serializer, String schema) {
        ConnectionProvider connections = new SpringDataSourceConnectionProvider(dataSource);
        return JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .contentType(byte[].class)
                .claimTimeout(CLAIM_MAX)
                .schema(TokenSchema.builder()
                        .setTokenTable(schema + ".token_entry")
                        .setProcessorNameColumn("processor_name")
                        .setTokenTypeColumn("token_type")
                        .build());
    }

    /**
     * Makes the group one that hands its events to that invoker, in place of the one that Axon makes of the group's handlers, with
     * its position in that store.
     */
    public static void register(
            EventProcessingConfigurer processing,
            TokenStore tokenStore,
            String group,
            EventHandlerInvoker invoker,
            DeadLetters deadLetters) {
        processing.registerEventProcessor(
                group,
                (name, configuration, handlers) -> processor(
                        configuration,
                        tokenStore,
                        name,
                        transactions -> deadLetters.group(name, tokenStore, transactions, invoker, false),
                        oneThread()));
    }

    /**
     * Makes the group one whose handlers keep in memory what they did, and load it anew whenever that store's claim is taken.
     *
     * @param settings of one thread
     */
    public static void registerWithMemory(
            EventProcessingConfigurer processing,
            TokenStore tokenStore,
            String group,
            DeadLetters deadLetters,
            TrackingEventProcessorConfiguration settings) {
        processing.registerEventProcessor(
                group,
                (name, configuration, handlers) -> processor(
                        configuration,
                        tokenStore,
                        name,
                        transactions -> deadLetters.group(name, tokenStore, transactions, handlers, true),
                        settings));
    }

    private static TrackingEventProcessor processor(
            Configuration configuration,
            TokenStore tokenStore,
            String name,
            Function<TransactionManager, DeadLetterGroup> parts,
            TrackingEventProcessorConfiguration settings) {
        TransactionManager transactions = configuration.getComponent(TransactionManager.class);
        DeadLetterGroup group = parts.apply(transactions);
        return TrackingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(group.invoker())
                .messageSource(group.source(configuration.eventStore()))
                .tokenStore(tokenStore)
                .transactionManager(transactions)
                .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
                .errorHandler(group.errorHandler())
                .trackingEventProcessorConfiguration(settings)
                .build();
    }

    private static TrackingEventProcessorConfiguration oneThread() {
        return TrackingEventProcessorConfiguration.forSingleThreadedProcessing().andBatchSize(BATCH_EVENTS_MAX);
    }

    /**
     * Makes the group one that handles only events appended from now on, in every process, with its position in memory:
     * for notices that are of no use after a restart. It changes nothing in the database, so it needs no transactions.
     */
    public static void registerListener(EventProcessingConfigurer processing, String group) {
        processing.registerTokenStore(group, configuration -> new InMemoryTokenStore());
        processing.registerTransactionManager(group, configuration -> NoTransactionManager.INSTANCE);
        processing.registerTrackingEventProcessor(
                group,
                Configuration::eventStore,
                configuration -> TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                        .andBatchSize(BATCH_EVENTS_MAX)
                        .andInitialTrackingToken(StreamableMessageSource::createHeadToken));
    }
}
