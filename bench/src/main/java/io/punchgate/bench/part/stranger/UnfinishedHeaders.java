package io.punchgate.bench.part.stranger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.punchgate.bench.load.Measured;
import io.punchgate.bench.load.UnfinishedRequests;
import io.punchgate.bench.part.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Headers that never end, a byte now and then. */
final class UnfinishedHeaders {

    private static final int CONNECTIONS = 2_000;
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final int ALONE_SECONDS = 10;
    private static final int BESIDE_SECONDS = 31;
    private static final List<Integer> LOOKS_SECONDS = List.of(1, 13, 30);
    private static final int GOAL_SECONDS = 30;
    private static final Duration CLOSED_MAX = Duration.ofSeconds(90);
    private static final String BEGIN = "POST /api/attendance/v1/punch HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ";

    private final Strangers strangers;

    UnfinishedHeaders(Strangers strangers) {
        this.strangers = strangers;
    }

    String measure() throws IOException {
        Progress.say("strangers: none");
        Measured alone = strangers.punches(strangers.time(ALONE_SECONDS));
        Progress.say("strangers: headers that do not end");
        try (UnfinishedRequests headers = UnfinishedRequests.thatDrip(
                strangers.product().process().port(), CONNECTIONS, BEGIN.getBytes(US_ASCII), PAUSE)) {
            Measured beside = strangers.punches(strangers.time(BESIDE_SECONDS));
            headers.awaitClosed(CLOSED_MAX);
            Goals goals = new Goals(
                    "%,d connections send one byte of a header every %d s".formatted(CONNECTIONS, PAUSE.toSeconds()),
                    alone,
                    beside);
            for (int seconds : LOOKS_SECONDS) {
                goals.row(
                        "open after " + seconds + " s",
                        Goals.format("%,d", headers.openAfter(Duration.ofSeconds(seconds))),
                        seconds < GOAL_SECONDS ? "" : "0");
            }
            @Nullable Duration closed = headers.closedAfter();
            goals.row(
                    "until all were closed",
                    closed == null
                            ? "over " + CLOSED_MAX.toSeconds() + " s"
                            : Goals.format("%.1f s", closed.toMillis() / 1_000.0),
                    "within " + GOAL_SECONDS + " s");
            return goals.toString();
        }
    }
}
