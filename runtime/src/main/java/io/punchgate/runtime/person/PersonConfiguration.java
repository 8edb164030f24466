package io.punchgate.runtime.person;

import io.punchgate.runtime.sql.ConnectionPools;
import io.punchgate.runtime.sql.DeadlineJdbc;
import io.punchgate.runtime.sql.Migrations;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Makes the keys of persons, and their schema. */
@Configuration(proxyBeanMethods = false)
public class PersonConfiguration {

    /** The schema exists before anything asks for it, in a database that was found fit: its pools are there. */
    @Bean
    PersonKeys personKeys(DataSource dataSource, JdbcTemplate jdbc, ConnectionPools pools) {
        Migrations.migrate(dataSource, "person");
        return new PersonKeys(jdbc);
    }

    /** Takes the keys' bean only because that one makes the schema. */
    @Bean
    SubjectTexts subjectTexts(JdbcTemplate jdbc, PersonKeys keys) {
        return new SubjectTexts(jdbc);
    }

    @Bean
    ReadersKeys readersKeys(PersonKeys keys, ConnectionPools pools) {
        return new ReadersKeys(keys, new DeadlineJdbc(pools.reading()));
    }

    @Bean
    PersonalEvents personalEvents(PersonKeys keys) {
        return new PersonalEvents(keys);
    }
}
