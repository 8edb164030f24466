package io.punchgate.query;

import io.punchgate.runtime.Migrations;
import io.punchgate.runtime.RuntimeConfiguration;
import io.punchgate.runtime.log.TrackingProcessors;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The side that builds the read models and answers from them. Alone in its process, or beside the command side. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@Import(RuntimeConfiguration.class)
public class QuerySide {

    private static final String SCHEMA = "query";

    /** The side's schema exists before its processors start. */
    @Bean
    InitializingBean querySchema(DataSource dataSource) {
        return () -> Migrations.migrate(dataSource, SCHEMA);
    }

    @Bean
    ConfigurerModule queryProcessors(DataSource dataSource, Serializer serializer) {
        return configurer -> TrackingProcessors.register(
                configurer.eventProcessing(),
                TrackingProcessors.tokenStore(dataSource, serializer, SCHEMA),
                List.of("attendance", "presence", "deliveries", "registry"));
    }
}
