package io.punchgate.runtime.access.history;

import io.punchgate.runtime.sql.ConnectionPools;
import io.punchgate.runtime.sql.Migrations;
import io.punchgate.runtime.sql.Reading;
import io.punchgate.runtime.wait.Upkeep;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the history of accesses. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessHistorySettings.class)
public class AccessHistoryConfiguration {

    private static final Duration FORGET_EVERY = Duration.ofHours(1);

    /** Its schema exists before anything asks for it, in a database that was found fit: its pools are there. */
    @Bean
    AccessHistory accessHistory(DataSource database, ConnectionPools pools) {
        Migrations.migrate(database, "access");
        return new AccessHistory(database);
    }

    /** Takes the history only because that one makes the schema. */
    @Bean
    AccessReader accessReader(@Reading JdbcClient jdbc, AccessHistory history) {
        return new AccessReader(jdbc);
    }

    /** In every process: whichever comes first does what is to be done. */
    @Bean
    Upkeep accessHistoryUpkeep(AccessHistory history, AccessHistorySettings settings, Clock clock) {
        Duration kept = Duration.ofDays(settings.days());
        return Upkeep.begin(
                "access-history",
                FORGET_EVERY,
                () -> history.forgetBefore(clock.instant().minus(kept)));
    }
}
