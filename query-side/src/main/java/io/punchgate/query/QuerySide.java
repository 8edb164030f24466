package io.punchgate.query;

import io.punchgate.query.projection.Projection;
import io.punchgate.query.projection.ProjectionInvoker;
import io.punchgate.query.projection.ProjectionTokens;
import io.punchgate.runtime.RuntimeConfiguration;
import io.punchgate.runtime.log.axon.TrackingProcessors;
import io.punchgate.runtime.log.deadletter.DeadLetters;
import io.punchgate.runtime.sql.Migrations;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** The query side, alone in its process or beside the command side. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@EntityScan
@EnableJpaRepositories
@Import(RuntimeConfiguration.class)
public class QuerySide {

    private static final String SCHEMA = "query";

    /** The side's schema exists before its processors start. */
    @Bean
    InitializingBean querySchema(DataSource dataSource) {
        return () -> Migrations.migrate(dataSource, SCHEMA);
    }

    /** Each projection has a processor of its own: that of its processing group. */
    @Bean
    ConfigurerModule queryProcessors(
            DataSource dataSource,
            Serializer serializer,
            DeadLetters deadLetters,
            ObjectProvider<Projection> projections) {
        return configurer -> {
            TokenStore tokens = new ProjectionTokens(
                    TrackingProcessors.tokens(dataSource, serializer, SCHEMA),
                    projections.stream().collect(Collectors.toMap(Projection::name, Function.identity())));
            projections.forEach(projection -> TrackingProcessors.register(
                    configurer.eventProcessing(),
                    tokens,
                    projection.name(),
                    new ProjectionInvoker(projection),
                    deadLetters));
        };
    }
}
