package io.punchgate.standalone.rules.violations;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** Sleeps, polls, prints, logs past SLF4J, has a field injected, and reads the system's time. */
final class BreaksTheHouseRules {

    @Autowired
    @Nullable
    Runnable injected;

    static Instant sleepAndTell() throws InterruptedException {
        Thread.sleep(1);
        LockSupport.parkNanos(1);
        System.out.println("printed");
        Logger.getGlobal().info("logged");
        return Instant.now();
    }
}
