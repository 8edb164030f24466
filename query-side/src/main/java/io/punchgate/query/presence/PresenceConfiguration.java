package io.punchgate.query.presence;

import io.punchgate.query.projection.BatchedProjection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;

/** The projection that is served; a replay builds its own into another schema. */
@Configuration(proxyBeanMethods = false)
class PresenceConfiguration {

    @Bean
    PresenceProjection presenceProjection(JdbcOperations jdbc) {
        return new PresenceProjection(jdbc, BatchedProjection.LIVE_SCHEMA);
    }
}
