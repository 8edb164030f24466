package io.punchgate.query.customer;

import io.punchgate.query.projection.BatchedProjection;
import io.punchgate.query.projection.ProjectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;

/** Makes the projection that is served, and the factory by which a replay makes its own in another schema. */
@Configuration(proxyBeanMethods = false)
class CustomerConfiguration {

    @Bean
    CustomerProjection customerProjection(JdbcOperations jdbc) {
        return new CustomerProjection(jdbc, BatchedProjection.LIVE_SCHEMA);
    }

    @Bean
    ProjectionFactory customerProjectionFactory() {
        return CustomerProjection::new;
    }
}
