package io.punchgate.command.gateway;

import io.punchgate.runtime.RuntimeConfiguration;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.TestLogging;
import io.punchgate.runtime.log.axon.TrackingProcessors;
import io.punchgate.runtime.sql.Migrations;
import io.punchgate.runtime.start.PunchgateApplication;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.RestController;

/** The gateways and the devices over the real log, in one process, without the push and the operators. */
@EnableAutoConfiguration
@ComponentScan({"io.punchgate.command.gateway", "io.punchgate.command.lane", "io.punchgate.command.secret"})
@ComponentScan(
        basePackages = "io.punchgate.command.device",
        excludeFilters = @ComponentScan.Filter(RestController.class))
@Import(RuntimeConfiguration.class)
public class GatewaysApplication {

    /** Runs it over a new database, every port a free one. */
    public static ConfigurableApplicationContext run(Path data, String... settings) {
        TestLogging.keep();
        String[] all = Stream.concat(
                        Stream.of(
                                "--server.port=0",
                                "--punchgate.tcp-port=0",
                                "--punchgate.data-dir=" + data,
                                "--spring.datasource.url=" + TestDatabase.freshUrl()),
                        Stream.of(settings))
                .toArray(String[]::new);
        return PunchgateApplication.of(GatewaysApplication.class, "command-side")
                .run(all);
    }

    @Bean
    InitializingBean commandSchema(DataSource dataSource) {
        return () -> Migrations.migrate(dataSource, "command");
    }

    /** A part of the readiness of every command side; here there is no push. */
    @Bean
    HealthIndicator pushHealthIndicator() {
        return () -> Health.up().build();
    }

    @Bean
    ConfigurerModule processors() {
        return configurer ->
                TrackingProcessors.registerListener(configurer.eventProcessing(), InstructionNotice.PROCESSING_GROUP);
    }
}
