package io.punchgate.query.stream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The comments of a stream: one at its beginning, and one whenever it is time. */
final class Comments {

    /** Clients that lose their connection come back after so many milliseconds. */
    private static final byte[] BEGIN = "retry: 1000\n: begins\n\n".getBytes(StandardCharsets.UTF_8);

    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final long everyNanos;
    private volatile boolean begun;
    private volatile long addedNanos;

    Comments(Duration every) {
        this.everyNanos = every.toNanos();
    }

    boolean isDue() {
        return !begun || System.nanoTime() - addedNanos > everyNanos;
    }

    void add(ByteArrayOutputStream chunk) {
        chunk.writeBytes(begun ? COMMENT : BEGIN);
        addedNanos = System.nanoTime();
        begun = true;
    }
}
