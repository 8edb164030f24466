package io.punchgate.query.attendance;

import io.punchgate.query.attendance.punch.PunchProjection;
import io.punchgate.query.projection.BatchedProjection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;

/** The projection that is served; a replay builds its own into another schema. */
@Configuration(proxyBeanMethods = false)
class AttendanceConfiguration {

    @Bean
    PunchProjection punchProjection(JdbcOperations jdbc) {
        return new PunchProjection(jdbc, BatchedProjection.LIVE_SCHEMA);
    }
}
