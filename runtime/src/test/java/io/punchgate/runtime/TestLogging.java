package io.punchgate.runtime;

import org.springframework.boot.logging.LoggingSystem;

/**
 * The log of a process of tests, as {@code logback-test.xml} has it. Spring Boot would set it up anew at each start of the product,
 * and cannot do so for two that start at a time.
 */
public final class TestLogging {

    private TestLogging() {}

    /** Keeps Spring Boot from it. Called before the first start in a process. */
    public static void keep() {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    }
}
