package io.punchgate.command.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.punchgate.command.delivery.claim.PushClaim;
import io.punchgate.command.delivery.claim.PushTokens;
import io.punchgate.command.delivery.gate.PushThreads;
import io.punchgate.command.delivery.saga.RetryDeadlines;
import io.punchgate.command.delivery.saga.SagaSerializer;
import io.punchgate.command.delivery.webhook.AddressPolicy;
import io.punchgate.command.delivery.webhook.WebhookClient;
import io.punchgate.runtime.start.PunchgateSettings;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.modelling.saga.repository.jdbc.PostgresSagaSqlSchema;
import org.axonframework.modelling.saga.repository.jdbc.SagaSchema;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the HTTP client, the threads, the saga store and the deadlines of the push. */
@Configuration(proxyBeanMethods = false)
public class DeliveryConfiguration {

    /** Sagas and deadlines are not part of the log: they need no stored names of events. */
    private static final Serializer SAGA_SERIALIZER = SagaSerializer.create();

    @Bean(destroyMethod = "close")
    public PushThreads pushThreads(Clock clock) {
        return new PushThreads(clock);
    }

    @Bean(destroyMethod = "close")
    WebhookClient client(PunchgateSettings settings, Clock clock) {
        return new WebhookClient(
                AddressPolicy.allowing(settings.callbackAllow(), settings.demo()), clock, WebhookClient.ATTEMPT_MAX);
    }

    @Bean
    public SagaStore<Object> pushSagaStore(DataSource dataSource) {
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

    @Bean
    public RetryDeadlines retryDeadlines(
            DataSource dataSource,
            org.axonframework.config.Configuration configuration,
            TransactionManager transactionManager,
            PushTokens tokens,
            Clock clock) {
        return new RetryDeadlines(dataSource, configuration, transactionManager, SAGA_SERIALIZER, tokens, clock);
    }

    @Bean
    MeterBinder pushMeters(PushClaim claim) {
        return meters -> Gauge.builder("punchgate.push.claimed", claim, has -> has.isHeld() ? 1 : 0)
                .description("1 in the process that pushes, 0 in the others")
                .register(meters);
    }

    @Bean
    DbSchedulerDeadlineManager deadlineManager(RetryDeadlines deadlines) {
        return deadlines.manager();
    }
}
