package io.punchgate.command.lane;

import java.time.Duration;

/** The time of the last batch that was stored. */
final class LastStore {

    private volatile long nanos;
    private volatile boolean any;

    void now() {
        nanos = System.nanoTime();
        any = true;
    }

    boolean isWithin(Duration time) {
        return any && System.nanoTime() - nanos <= time.toNanos();
    }
}
