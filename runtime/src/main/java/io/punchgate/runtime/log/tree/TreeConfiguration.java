package io.punchgate.runtime.log.tree;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.sql.Reading;
import io.punchgate.runtime.wait.Upkeep;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Makes the tree of the log, and the work on it, in every process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TreeSettings.class)
public class TreeConfiguration {

    /** Takes the log's bean only because that one makes the schema. */
    @Bean
    TreeIntegration treeIntegration(DataSource dataSource, EventLog log) {
        return new TreeIntegration(dataSource);
    }

    /** Takes the log's bean only because that one makes the schema. */
    @Bean
    TreeKeys treeKeys(DataSource dataSource, JdbcClient jdbc, Clock clock, TreeSettings settings, EventLog log) {
        return new TreeKeys(jdbc, new JdbcTransactionManager(dataSource), clock, settings.origin());
    }

    @Bean
    Checkpoints treeCheckpoints(JdbcClient jdbc, TreeKeys keys, Clock clock) {
        return new Checkpoints(jdbc, keys, clock);
    }

    @Bean
    EventTree eventTree(TreeIntegration integration, Checkpoints checkpoints, @Reading JdbcClient reading) {
        return new EventTree(integration, checkpoints, reading);
    }

    @Bean
    TreeUpkeep treeUpkeep(
            TreeIntegration integration, Checkpoints checkpoints, JdbcClient jdbc, Clock clock, MeterRegistry meters) {
        TreeUpkeep upkeep = new TreeUpkeep(integration, checkpoints, new TreeTables(jdbc), clock);
        Gauge.builder("punchgate.tree.behind", upkeep, TreeUpkeep::behind)
                .description("Events that are not in the tree of hashes yet")
                .register(meters);
        return upkeep;
    }

    @Bean
    Upkeep treeIntegrationUpkeep(TreeUpkeep work, TreeSettings settings) {
        return Upkeep.begin("tree", settings.integrateEvery(), work::integrate);
    }

    @Bean
    Upkeep checkpointUpkeep(TreeUpkeep work, TreeSettings settings) {
        return Upkeep.begin("checkpoints", settings.checkpointEvery(), work::sign);
    }
}
