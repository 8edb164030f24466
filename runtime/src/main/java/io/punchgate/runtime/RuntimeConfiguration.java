package io.punchgate.runtime;

import io.punchgate.runtime.access.AccessConfiguration;
import io.punchgate.runtime.access.FailedAuthentications;
import io.punchgate.runtime.access.use.KeyUses;
import io.punchgate.runtime.document.DocumentConfiguration;
import io.punchgate.runtime.id.TimeOrderedIds;
import io.punchgate.runtime.knock.KeptKnocks;
import io.punchgate.runtime.knock.Knocks;
import io.punchgate.runtime.log.axon.LogConfiguration;
import io.punchgate.runtime.log.tree.TreeConfiguration;
import io.punchgate.runtime.person.PersonConfiguration;
import io.punchgate.runtime.sql.DatabaseConfiguration;
import io.punchgate.runtime.start.BrokenProcess;
import io.punchgate.runtime.start.PunchgateSettings;
import io.punchgate.runtime.vault.Vault;
import io.punchgate.runtime.wait.Upkeep;
import io.punchgate.runtime.web.connection.ConnectionConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the beans that both sides need, once, also where both run in one process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PunchgateSettings.class)
@Import({
    DatabaseConfiguration.class,
    PersonConfiguration.class,
    LogConfiguration.class,
    TreeConfiguration.class,
    AccessConfiguration.class,
    ConnectionConfiguration.class,
    DocumentConfiguration.class
})
public class RuntimeConfiguration {

    private static final Duration KNOCKS_EVERY = Duration.ofSeconds(5);

    /** The one clock, in milliseconds, UTC. Everything that needs the time asks it, so that tests may set it. */
    @Bean
    public Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    /** Ids of punches. */
    @Bean
    public TimeOrderedIds timeOrderedIds(Clock clock) {
        return new TimeOrderedIds(clock);
    }

    @Bean
    Vault vault(JdbcClient jdbc) {
        return new Vault(jdbc);
    }

    @Bean
    Knocks notedKnocks(FailedAuthentications failed, Clock clock) {
        return new Knocks(failed, clock);
    }

    /** Takes the uses of keys only because that bean makes the schema. */
    @Bean
    KeptKnocks keptKnocks(JdbcClient jdbc, Knocks knocks, KeyUses uses) {
        return new KeptKnocks(jdbc, knocks);
    }

    @Bean
    Upkeep knockUpkeep(KeptKnocks knocks) {
        return Upkeep.begin("knocks", KNOCKS_EVERY, knocks::save);
    }

    /** Tests of one process among others in a virtual machine do without. */
    @Bean
    @ConditionalOnBooleanProperty(name = "punchgate.end-when-broken", matchIfMissing = true)
    BrokenProcess brokenProcess(ApplicationContext process) {
        return BrokenProcess.endingThis(process);
    }
}
