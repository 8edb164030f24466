package io.punchgate.query.attendance;

import io.punchgate.query.attendance.punch.PunchProjection;
import io.punchgate.query.person.PersonalTexts;
import io.punchgate.query.projection.BatchedProjection;
import io.punchgate.query.projection.ProjectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;

/** Makes the projection that is served, and the factory by which a replay makes its own in another schema. */
@Configuration(proxyBeanMethods = false)
class AttendanceConfiguration {

    @Bean
    PunchProjection punchProjection(JdbcOperations jdbc, PersonalTexts texts) {
        return new PunchProjection(jdbc, BatchedProjection.LIVE_SCHEMA, texts);
    }

    @Bean
    ProjectionFactory punchProjectionFactory(PersonalTexts texts) {
        return (jdbc, schema) -> new PunchProjection(jdbc, schema, texts);
    }
}
