package io.punchgate.query.customer;

import io.punchgate.query.projection.BatchedProjection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;

/** The projection that is served; a replay builds its own into another schema. */
@Configuration(proxyBeanMethods = false)
class CustomerConfiguration {

    @Bean
    CustomerProjection customerProjection(JdbcOperations jdbc) {
        return new CustomerProjection(jdbc, BatchedProjection.LIVE_SCHEMA);
    }
}
