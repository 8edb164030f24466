package io.punchgate.command.push.line;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.punchgate.command.push.courier.AddressPolicy;
import io.punchgate.command.push.courier.Courier;
import io.punchgate.runtime.PunchgateSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurationScopeAwareProvider;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.modelling.saga.repository.jdbc.PostgresSagaSqlSchema;
import org.axonframework.modelling.saga.repository.jdbc.SagaSchema;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** The parts of the push that are not its own classes: HTTP client, threads, saga store, deadlines. */
@Configuration(proxyBeanMethods = false)
class PushConfiguration {

    private static final Duration DEADLINE_POLLING = Duration.ofMillis(150);
    private static final Duration DEADLINE_HEARTBEAT = Duration.ofSeconds(10);
    private static final int DEADLINE_THREADS = 3;

    /** Sagas and deadlines are ours alone and not part of the log: they need no stored names. */
    private static final Serializer SAGA_SERIALIZER =
            Jackson3Serializer.builder().lenientDeserialization().build();

    @Bean(destroyMethod = "close")
    PushThreads pushThreads(Clock clock) {
        return new PushThreads(clock);
    }

    @Bean(destroyMethod = "close")
    Courier courier(PunchgateSettings settings, Clock clock) {
        return new Courier(
                AddressPolicy.allowing(settings.callbackAllow(), settings.demo()), clock, Courier.ATTEMPT_MAX);
    }

    @Bean
    SagaStore<Object> pushSagaStore(DataSource dataSource) {
        SagaSchema schema = SagaSchema.builder()
                .sagaEntryTable("command.push_saga")
                .associationValueEntryTable("command.push_saga_association")
                .revisionColumn("revision")
                .serializedSagaColumn("serialized_saga")
                .associationKeyColumn("association_key")
                .associationValueColumn("association_value")
                .sagaIdColumn("saga_id")
                .sagaTypeColumn("saga_type")
                .build();
        return JdbcSagaStore.builder()
                .connectionProvider(new UnitOfWorkAwareConnectionProviderWrapper(
                        new SpringDataSourceConnectionProvider(dataSource)))
                .sqlSchema(new PostgresSagaSqlSchema(schema))
                .serializer(SAGA_SERIALIZER)
                .build();
    }

    /** Started by {@link PushRun}: a deadline that fires before the push has caught up could repeat what is done. */
    @Bean
    DbSchedulerDeadlineManager deadlineManager(
            DataSource dataSource,
            org.axonframework.config.Configuration configuration,
            TransactionManager transactionManager) {
        AtomicReference<DbSchedulerDeadlineManager> self = new AtomicReference<>();
        // The proxy lets a deadline join the saga's transaction: both are durable, or neither.
        Scheduler scheduler = Scheduler.create(
                        new TransactionAwareDataSourceProxy(dataSource),
                        DbSchedulerDeadlineManager.binaryTask(self::get))
                .tableName("command.push_deadline")
                .threads(DEADLINE_THREADS)
                .pollingInterval(DEADLINE_POLLING)
                .heartbeatInterval(DEADLINE_HEARTBEAT)
                .build();
        DbSchedulerDeadlineManager manager = DbSchedulerDeadlineManager.builder()
                .scheduler(scheduler)
                .scopeAwareProvider(new ConfigurationScopeAwareProvider(configuration))
                .serializer(SAGA_SERIALIZER)
                .transactionManager(transactionManager)
                .build();
        self.set(manager);
        return manager;
    }
}
