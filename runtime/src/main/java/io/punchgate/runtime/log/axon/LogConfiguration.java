package io.punchgate.runtime.log.axon;

import io.micrometer.core.instrument.MeterRegistry;
import io.punchgate.runtime.log.AppendNotifier;
import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.Snapshots;
import io.punchgate.runtime.log.deadletter.DeadLetterMeters;
import io.punchgate.runtime.log.deadletter.DeadLetters;
import io.punchgate.runtime.log.partition.EventPartitions;
import io.punchgate.runtime.log.partition.PartitionSettings;
import io.punchgate.runtime.log.read.CustomerEvents;
import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.log.read.PostgresLogReader;
import io.punchgate.runtime.log.read.UnreadableEvents;
import io.punchgate.runtime.person.PersonalEvents;
import io.punchgate.runtime.sql.ConnectionPools;
import io.punchgate.runtime.sql.Migrations;
import io.punchgate.runtime.sql.Reading;
import io.punchgate.runtime.wait.Upkeep;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the log, and Axon's event store of it, unless Axon Server is the event store. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PartitionSettings.class)
public class LogConfiguration {

    private static final Duration UPKEEP_EVERY = Duration.ofMinutes(1);
    /** The time until a key that another process destroyed is forgotten here. */
    private static final Duration ERASURES_EVERY = Duration.ofMillis(500);

    @Bean
    EventRecords eventRecords(PersonalEvents persons) {
        return new EventRecords(persons);
    }

    /** The log's own schema exists before anything asks for it, in a database that was found fit: its pools are there. */
    @Bean
    EventLog eventLog(
            DataSource dataSource,
            JdbcTemplate jdbc,
            EventRecords records,
            PartitionSettings partitionSettings,
            ConnectionPools pools) {
        Migrations.migrate(dataSource, "log");
        return new EventLog(
                jdbc, records, new EventPartitions(dataSource, pools.longWork(), partitionSettings.logEvents()));
    }

    /** In every process: whichever comes first does what is to be done. */
    @Bean
    Upkeep eventPartitionUpkeep(EventLog log) {
        return Upkeep.begin(
                "log-partitions", UPKEEP_EVERY, () -> log.partitions().maintain(log.head()));
    }

    /** In every process, also for those who only read. */
    @Bean
    Upkeep erasureUpkeep(EventLog log) {
        return Upkeep.begin("erasures", ERASURES_EVERY, log::observeErasures);
    }

    /** Takes the log's bean only because that one makes the schema. */
    @Bean
    LogReader logReader(@Reading JdbcClient jdbc, EventLog log) {
        return new PostgresLogReader(jdbc);
    }

    /** Takes the log's bean only because that one makes the schema. */
    @Bean
    CustomerEvents customerEvents(@Reading JdbcClient jdbc, EventRecords records, EventLog log) {
        return new CustomerEvents(jdbc, records);
    }

    /** Not on the readers' connections, which all may be in use. Takes the log's bean only because that one makes the schema. */
    @Bean
    UnreadableEvents unreadableEvents(JdbcClient jdbc, EventRecords records, EventLog log) {
        return new UnreadableEvents(jdbc, records);
    }

    @Bean
    Snapshots snapshots(JdbcClient jdbc) {
        return new Snapshots(jdbc);
    }

    /** Takes the log's bean only because that one makes the schema. */
    @Bean
    DeadLetters deadLetters(DataSource dataSource, Serializer serializer, Clock clock, EventLog log) {
        return new DeadLetters(dataSource, serializer, clock);
    }

    /** Counts what was set aside, and what found no place there. */
    @Bean
    DeadLetterMeters deadLetterMeters(DeadLetters deadLetters, MeterRegistry meters) {
        return new DeadLetterMeters(deadLetters, meters);
    }

    @Bean
    @Primary
    Serializer serializer(RevisionResolver revisions, PersonalEvents persons) {
        return StoredNameSerializer.create(revisions, persons);
    }

    @Bean
    EndedProcessors endedProcessors(EventProcessingConfiguration processing, ApplicationContext process) {
        return new EndedProcessors(processing, process);
    }

    /** Events tell all there is to tell; Axon's message origin would only double their size. */
    @Bean
    CorrelationDataProvider noCorrelationData() {
        return message -> Map.of();
    }

    /** Events in PostgreSQL. */
    @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = "axon.axonserver.enabled", havingValue = false)
    static class EmbeddedLog {

        @Bean
        EventStorageEngine eventStorageEngine(EventLog log, Snapshots snapshots) {
            return new LogEventStorageEngine(log, snapshots);
        }

        @Bean("eventBus")
        @Qualifier("eventStore")
        LogEventStore eventStore(EventStorageEngine engine, EventLog log, Configuration configuration) {
            LogEventStore.Builder builder = LogEventStore.builder();
            builder.storageEngine(engine);
            builder.messageMonitor(configuration.messageMonitor(EventStore.class, "eventStore"));
            builder.spanFactory(configuration.getComponent(EventBusSpanFactory.class));
            return new LogEventStore(builder, log);
        }

        @Bean
        AppendNotifier appendNotifier(DataSource dataSource, EventLog log) {
            return new AppendNotifier(dataSource, log);
        }
    }
}
