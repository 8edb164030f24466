package io.punchgate.runtime;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * The way in which tests wait, for classes that run side by side. A wait fails by its own condition alone: Awaitility takes the
 * death of any thread of the process for a failure of the wait under way, and that may be one that another test kills on purpose.
 * Its limit is no promise about time: where a test asserts one, it says so. Every test finds this by the service loader.
 */
public final class TestWaits implements BeforeAllCallback {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    static {
        // While one thread sets the log up, another one that asks for a logger gets a stand-in.
        var unused = LoggerFactory.getILoggerFactory();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
        Awaitility.setDefaultTimeout(LIMIT);
    }
}
