package io.punchgate.query.device;

import io.punchgate.query.projection.BatchedProjection;
import io.punchgate.query.projection.ProjectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;

/** Makes the projection that is served, and the factory by which a replay makes its own in another schema. */
@Configuration(proxyBeanMethods = false)
class DeviceConfiguration {

    @Bean
    DeviceProjection deviceProjection(JdbcOperations jdbc) {
        return new DeviceProjection(jdbc, BatchedProjection.LIVE_SCHEMA);
    }

    @Bean
    ProjectionFactory deviceProjectionFactory() {
        return DeviceProjection::new;
    }
}
