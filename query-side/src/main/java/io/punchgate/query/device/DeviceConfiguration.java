package io.punchgate.query.device;

import io.punchgate.query.projection.BatchedProjection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;

/** The projection that is served; a replay builds its own into another schema. */
@Configuration(proxyBeanMethods = false)
class DeviceConfiguration {

    @Bean
    DeviceProjection deviceProjection(JdbcOperations jdbc) {
        return new DeviceProjection(jdbc, BatchedProjection.LIVE_SCHEMA);
    }
}
