package io.punchgate.command;

import io.punchgate.command.gateway.InstructionNotice;
import io.punchgate.runtime.RuntimeConfiguration;
import io.punchgate.runtime.log.axon.TrackingProcessors;
import io.punchgate.runtime.sql.Migrations;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The side that takes in, decides, appends and pushes. Alone in its process, or beside the query side. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@Import(RuntimeConfiguration.class)
public class CommandSide {

    private static final String SCHEMA = "command";

    /** The side's schema exists before its processors start. */
    @Bean
    InitializingBean commandSchema(DataSource dataSource) {
        return () -> Migrations.migrate(dataSource, SCHEMA);
    }

    @Bean
    ConfigurerModule commandListeners() {
        return configurer ->
                TrackingProcessors.registerListener(configurer.eventProcessing(), InstructionNotice.PROCESSING_GROUP);
    }
}
