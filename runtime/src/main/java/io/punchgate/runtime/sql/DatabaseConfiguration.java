package io.punchgate.runtime.sql;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sets up the connections to the database: the pool that Spring Boot makes, and those beside it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
public class DatabaseConfiguration {

    /** The pool connects at its first use; until then it may be set up. */
    @Bean
    static BeanPostProcessor sessionsOfThePool(Environment environment) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    DatabaseSettings settings =
                            Binder.get(environment).bindOrCreate("punchgate.database", DatabaseSettings.class);
                    new Sessions(settings).setUp(pool);
                }
                return bean;
            }
        };
    }

    @Bean
    ConnectionPools connectionPools(HikariDataSource pool, DatabaseSettings settings, MeterRegistry meters) {
        DurableDatabase.require(pool, settings.durability());
        return new ConnectionPools(pool, new Sessions(settings), settings.readingConnectionsMax(), meters);
    }

    @Bean(defaultCandidate = false)
    @Reading
    JdbcClient readingJdbcClient(ConnectionPools pools) {
        return JdbcClient.create(new DeadlineJdbc(pools.reading()));
    }
}
