package io.punchgate.standalone.database;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Starts the embedded database before any bean needs it, unless an external one is set. */
public final class EmbeddedDatabaseInitializer
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (!environment.getProperty("spring.datasource.url", "").isBlank()) {
            return;
        }
        EmbeddedDatabase database =
                EmbeddedDatabase.start(Path.of(environment.getProperty("punchgate.data-dir", "./data")));
        // Runs once the contexts are closed, so that requests in flight still find their database.
        SpringApplication.getShutdownHandlers().add(database::close);
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "embeddedDatabase",
                        Map.of(
                                "spring.datasource.url", database.jdbcUrl(),
                                "spring.datasource.username", database.username(),
                                "spring.datasource.password", database.password())));
    }
}
