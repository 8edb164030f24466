package io.punchgate.query.retention;

import io.punchgate.runtime.log.partition.PartitionSettings;
import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.log.read.PostgresLogReader;
import io.punchgate.runtime.sql.ConnectionPools;
import io.punchgate.runtime.sql.RangePartitions;
import io.punchgate.runtime.wait.Upkeep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes what keeps the big tables in bounds, in every process with a query side. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionSettings.class)
class RetentionConfiguration {

    private static final Duration RETENTION_EVERY = Duration.ofMinutes(10);
    private static final Duration PARTITIONS_EVERY = Duration.ofMinutes(1);

    /** Ahead of the log's head by a whole partition, which no projection writes full within a minute. */
    @Bean
    @DependsOn("querySchema")
    Upkeep viewPartitionUpkeep(ConnectionPools pools, PartitionSettings settings) {
        LogReader log = new PostgresLogReader(JdbcClient.create(pools.longWork()));
        List<RangePartitions> tables = Stream.of("query.punch", "query.delivery", "query.delivery_attempt")
                .map(table -> new RangePartitions(pools.longWork(), table, settings.viewEvents()))
                .toList();
        return Upkeep.begin("view-partitions", PARTITIONS_EVERY, () -> {
            long head = log.head();
            tables.forEach(table -> table.keepAhead(head));
        });
    }

    @Bean
    @DependsOn("querySchema")
    Upkeep retentionUpkeep(Retention retention, RetentionSettings settings, Clock clock) {
        Duration kept = Duration.ofDays(settings.attemptDays());
        return Upkeep.begin("retention", RETENTION_EVERY, () -> {
            Instant now = clock.instant();
            retention.removeBefore(now.minus(kept));
            retention.removeByCustomer(now);
        });
    }
}
