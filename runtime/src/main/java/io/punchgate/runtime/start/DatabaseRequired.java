package io.punchgate.runtime.start;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Refuses to start a side without a database: only the standalone brings one. */
public final class DatabaseRequired implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (context.getEnvironment().getProperty("spring.datasource.url", "").isBlank()) {
            throw new StartRefused(
                    "SPRING_DATASOURCE_URL is not set: this process needs a PostgreSQL to keep its events in.",
                    "Set SPRING_DATASOURCE_URL (jdbc:postgresql://host:5432/punchgate), SPRING_DATASOURCE_USERNAME and"
                            + " SPRING_DATASOURCE_PASSWORD, or run the standalone, which brings its own database.");
        }
    }
}
