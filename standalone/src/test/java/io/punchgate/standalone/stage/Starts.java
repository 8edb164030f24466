package io.punchgate.standalone.stage;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts and ends applications one after the other, for at each start and end Spring Boot sets up the log of the process. */
public final class Starts {

    private Starts() {}

    /** Starts one. */
    public static synchronized ConfigurableApplicationContext start(
            SpringApplication application, String... arguments) {
        return application.run(arguments);
    }

    /** Ends one. */
    public static synchronized void end(ConfigurableApplicationContext running) {
        running.close();
    }
}
