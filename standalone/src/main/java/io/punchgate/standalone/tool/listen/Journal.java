package io.punchgate.standalone.tool.listen;

import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.command.delivery.webhook.Outcome;
import io.punchgate.standalone.tool.Terminal;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text for the person at the terminal: a line for each attempt of each punch, and what becomes of the stream. */
record Journal(Terminal terminal) {

    void listening(ListenOptions options, Position position) {
        String begin = position.lastEventId() != null
                ? "where " + options.state() + " ends"
                : position.since() == null ? "now" : position.since().toString();
        out("Listening to " + options.gate() + ", from " + begin + "; each punch goes to "
                + options.target().url() + ". Ctrl-C ends.");
    }

    void goesOn() {
        out("Listening again.");
    }

    /** @param again the delay before the next attempt; null: none follows */
    void attempted(List<StreamedPunch> punches, Outcome outcome, @Nullable Duration again) {
        Attempt attempt = outcome.attempt();
        String then = again == null ? "" : ", again in " + again.toSeconds() + " s";
        for (StreamedPunch punch : punches) {
            out(attempt.at().truncatedTo(ChronoUnit.SECONDS) + "  " + told(punch.punch()) + "  -> " + answer(attempt)
                    + then);
        }
    }

    private static String told(PunchRecorded punch) {
        return punch.sn() + " " + punch.userId() + " " + punch.pushedType() + " "
                + DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(punch.localTime()) + punch.offset();
    }

    private static String answer(Attempt attempt) {
        String answer = attempt.statusCode() == null
                ? String.valueOf(attempt.error())
                : attempt.statusCode() + " " + attempt.excerpt();
        return answer.strip() + " (" + attempt.latencyMillis() + " ms)";
    }

    void lost(Exception reason, Duration again) {
        err("No stream: " + reason.getMessage() + "; again in " + again.toSeconds() + " s.");
    }

    void failed(String reason) {
        err("listen: " + reason);
    }

    /** @param begun whether there was a stream: without one nothing is kept */
    void ended(ListenOptions options, boolean begun) {
        out(begun ? "Ended. The next start goes on where this one was, by " + options.state() + "." : "Ended.");
    }

    private void out(String line) {
        terminal.out().println(line);
        terminal.out().flush();
    }

    private void err(String line) {
        terminal.err().println(line);
    }
}
