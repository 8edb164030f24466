package io.punchgate.query.delivery.table;

import io.punchgate.query.projection.BatchedProjection;
import io.punchgate.query.projection.ProjectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;

/** Makes the projection that is served, and the factory by which a replay makes its own in another schema. */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    @Bean
    DeliveryProjection deliveryProjection(JdbcOperations jdbc) {
        return new DeliveryProjection(jdbc, BatchedProjection.LIVE_SCHEMA);
    }

    @Bean
    ProjectionFactory deliveryProjectionFactory() {
        return DeliveryProjection::new;
    }
}
