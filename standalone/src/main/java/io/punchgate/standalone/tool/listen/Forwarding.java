package io.punchgate.standalone.tool.listen;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import io.punchgate.api.delivery.Verdict;
import io.punchgate.command.delivery.webhook.DirectPush;
import io.punchgate.command.delivery.webhook.Outcome;
import io.punchgate.runtime.wait.Polling;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * POSTs punches in the order of the stream. One that is not acknowledged is tried again until it is; the others wait.
 *
 * <p>The client is made for the first punch: that takes longer than all else that the tool needs for its start.
 */
final class Forwarding implements AutoCloseable {

    private final DirectPush.Target target;
    private final Journal journal;
    private final List<Duration> delays;
    private final Clock clock;
    private final Progress progress;
    private @Nullable DirectPush client;

    /** Hears of each punch that is acknowledged, in order. */
    @FunctionalInterface
    interface Progress {
        void acknowledged(StreamedPunch last) throws CannotGoOn;
    }

    Forwarding(DirectPush.Target target, Journal journal, List<Duration> delays, Clock clock, Progress progress) {
        this.target = target;
        this.journal = journal;
        this.delays = delays;
        this.clock = clock;
        this.progress = progress;
    }

    /** Sends them in one request, and returns once all are acknowledged. As a callback's, a rejected batch is halved. */
    void forward(List<StreamedPunch> punches) throws CannotGoOn, InterruptedException {
        RetryDelays retries = new RetryDelays(delays);
        while (true) {
            Outcome outcome =
                    client().send(punches.stream().map(StreamedPunch::punch).toList(), serviceTagId(punches));
            if (outcome instanceof Outcome.Acknowledged) {
                journal.attempted(punches, outcome, null);
                progress.acknowledged(punches.getLast());
                return;
            }
            if (punches.size() > 1 && isRejected(outcome)) {
                journal.attempted(punches, outcome, Duration.ZERO);
                forward(punches.subList(0, punches.size() / 2));
                forward(punches.subList(punches.size() / 2, punches.size()));
                return;
            }
            Duration again = retries.next();
            journal.attempted(punches, outcome, again);
            rest(again);
        }
    }

    private static boolean isRejected(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed && failed.verdict() == Verdict.REJECTED;
    }

    private DirectPush client() {
        DirectPush made = client;
        if (made == null) {
            // Netty would try all logging frameworks, and find none.
            InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
            made = new DirectPush(target, clock);
            client = made;
        }
        return made;
    }

    /** That of all; none where they differ. */
    private static String serviceTagId(List<StreamedPunch> punches) {
        List<String> tags =
                punches.stream().map(StreamedPunch::serviceTagId).distinct().toList();
        return tags.size() == 1 ? tags.getFirst() : "";
    }

    static void rest(Duration time) throws InterruptedException {
        Polling.rest(time);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
    }
}
