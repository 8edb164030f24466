package io.punchgate.command;

import io.punchgate.command.device.ledger.IdentityPartitions;
import io.punchgate.command.gateway.InstructionNotice;
import io.punchgate.runtime.RuntimeConfiguration;
import io.punchgate.runtime.log.axon.TrackingProcessors;
import io.punchgate.runtime.sql.ConnectionPools;
import io.punchgate.runtime.sql.Migrations;
import io.punchgate.runtime.wait.Upkeep;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;

/** The side that takes in, decides, appends and pushes. Alone in its process, or beside the query side. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@Import(RuntimeConfiguration.class)
public class CommandSide {

    private static final String SCHEMA = "command";
    private static final Duration PARTITIONS_EVERY = Duration.ofMinutes(10);

    /** The side's schema exists before its processors start. */
    @Bean
    InitializingBean commandSchema(DataSource dataSource) {
        return () -> Migrations.migrate(dataSource, SCHEMA);
    }

    /** In every process with a command side: whichever comes first does what is to be done. */
    @Bean
    @DependsOn("commandSchema")
    Upkeep identityPartitionUpkeep(ConnectionPools pools, Clock clock) {
        IdentityPartitions partitions = new IdentityPartitions(pools.longWork());
        return Upkeep.begin(
                "identity-partitions",
                PARTITIONS_EVERY,
                () -> partitions.makeAhead(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
    }

    @Bean
    ConfigurerModule commandListeners() {
        return configurer ->
                TrackingProcessors.registerListener(configurer.eventProcessing(), InstructionNotice.PROCESSING_GROUP);
    }
}
