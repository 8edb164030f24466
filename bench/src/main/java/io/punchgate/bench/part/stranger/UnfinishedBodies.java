package io.punchgate.bench.part.stranger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.punchgate.bench.load.Measured;
import io.punchgate.bench.load.UnfinishedRequests;
import io.punchgate.bench.part.Progress;
import io.punchgate.bench.process.LiveMemory;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bodies that announce a mebibyte and stop just before its end: once beside the devices, and once for the memory that they take. */
final class UnfinishedBodies {

    private static final int CONNECTIONS = 600;
    private static final int ANNOUNCED = 1_048_576;
    private static final int SENT = 1_000_000;
    private static final int ALONE_SECONDS = 10;
    private static final int BESIDE_SECONDS = 35;
    private static final Duration ARRIVAL = Duration.ofSeconds(10);
    private static final Duration CLOSED_MAX = Duration.ofSeconds(90);
    private static final long MIB = 1024 * 1024;
    private static final int GOAL_MIB = 64;

    private final Strangers strangers;

    UnfinishedBodies(Strangers strangers) {
        this.strangers = strangers;
    }

    String measure() throws IOException {
        Progress.say("strangers: none");
        Measured alone = strangers.punches(strangers.time(ALONE_SECONDS));
        Progress.say("strangers: bodies that do not end");
        Measured beside;
        @Nullable Duration closed;
        try (UnfinishedRequests bodies = come()) {
            beside = strangers.punches(strangers.time(BESIDE_SECONDS));
            bodies.awaitClosed(CLOSED_MAX);
            closed = bodies.closedAfter();
        }
        Progress.say("strangers: memory of bodies that do not end");
        long growth = memory();
        Goals goals = new Goals(
                "%d connections without authentication send %,d of %,d bytes of a body and stall"
                        .formatted(CONNECTIONS, SENT, ANNOUNCED),
                alone,
                beside);
        goals.row(
                "memory of all of them, heap after a collection and direct buffers",
                Goals.format("%d MiB", growth / MIB),
                "below " + GOAL_MIB + " MiB");
        goals.row(
                "`OutOfMemoryError` in the log",
                Long.toString(strangers.product().process().said("OutOfMemoryError")),
                "0");
        goals.row(
                "until all were closed",
                closed == null
                        ? "over " + CLOSED_MAX.toSeconds() + " s"
                        : Goals.format("%.1f s", closed.toMillis() / 1_000.0),
                "");
        return goals.toString();
    }

    private UnfinishedRequests come() throws IOException {
        String headers = """
                POST /api/attendance/v1/punches HTTP/1.1\r
                Host: 127.0.0.1\r
                sn: nobody\r
                auth-token: nothing\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                """.formatted(ANNOUNCED);
        byte[] begin = Arrays.copyOf(headers.getBytes(US_ASCII), headers.length() + SENT);
        Arrays.fill(begin, headers.length(), begin.length, (byte) ' ');
        return UnfinishedRequests.thatStall(strangers.product().process().port(), CONNECTIONS, begin);
    }

    /** Without devices beside it, as a collection stops the product for a moment. */
    private long memory() throws IOException {
        long before = LiveMemory.of(strangers.product()).bytes();
        try (UnfinishedRequests bodies = come()) {
            bodies.awaitClosed(ARRIVAL);
            return LiveMemory.of(strangers.product()).bytes() - before;
        }
    }
}
