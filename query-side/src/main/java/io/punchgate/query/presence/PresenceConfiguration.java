package io.punchgate.query.presence;

import io.punchgate.query.projection.BatchedProjection;
import io.punchgate.query.projection.ProjectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;

/** Makes the projection that is served, and the factory by which a replay makes its own in another schema. */
@Configuration(proxyBeanMethods = false)
class PresenceConfiguration {

    @Bean
    PresenceProjection presenceProjection(JdbcOperations jdbc) {
        return new PresenceProjection(jdbc, BatchedProjection.LIVE_SCHEMA);
    }

    @Bean
    ProjectionFactory presenceProjectionFactory() {
        return PresenceProjection::new;
    }
}
