package io.punchgate.query;

import io.punchgate.query.projection.Projection;
import io.punchgate.query.projection.ProjectionInvoker;
import io.punchgate.runtime.RuntimeConfiguration;
import io.punchgate.runtime.log.TrackingProcessors;
import io.punchgate.runtime.sql.Migrations;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
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

    /** Each projection has a processor of its own name. */
    @Bean
    ConfigurerModule queryProcessors(
            DataSource dataSource, Serializer serializer, ObjectProvider<Projection> projections) {
        TokenStore tokens = TrackingProcessors.tokenStore(dataSource, serializer, SCHEMA);
        return configurer -> configurer.onInitialize(configuration -> projections.forEach(projection ->
                TrackingProcessors.add(configuration, tokens, projection.name(), new ProjectionInvoker(projection))));
    }
}
