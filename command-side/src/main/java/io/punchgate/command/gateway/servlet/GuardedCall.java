package io.punchgate.command.gateway.servlet;

import io.punchgate.command.gateway.ReportUnavailable;
import io.punchgate.command.lane.LaneFull;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Answers a device's call over HTTP although it fails: a failure is logged once, at the level that it deserves, and the device
 * is told to send again.
 *
 * @param log of the dialect
 * @param dialect its name in the log
 * @param unavailable the dialect's answer where nothing was stored, or it is unknown
 */
public record GuardedCall<A>(Logger log, String dialect, Function<ReportUnavailable, A> unavailable) {

    /** A call that reads its body and waits for what it reports. */
    public interface Call<A> {

        /**
         * Answers the device.
         *
         * @throws IOException if the body ends early
         * @throws ReportUnavailable if nothing was stored, or it is unknown
         */
        A answer() throws IOException;
    }

    /** The call's answer, or the one that asks the device to send again. */
    public A answer(Call<A> call) {
        try {
            return call.answer();
        } catch (ReportUnavailable e) {
            // A full lane is counted; a line for each report of a flood would be a second flood.
            log.atLevel(e.getCause() instanceof LaneFull ? Level.DEBUG : Level.WARN)
                    .log(
                            "A report over {} was not stored, or it is unknown: {}",
                            dialect,
                            String.valueOf(e.getCause()));
            return unavailable.apply(e);
        } catch (IOException e) {
            log.debug("A body over {} ended early", dialect, e);
            return unavailable.apply(new ReportUnavailable(ReportUnavailable.RETRY_AFTER_DEFAULT, e));
        } catch (RuntimeException e) {
            log.error("A call over {} failed", dialect, e);
            return unavailable.apply(new ReportUnavailable(ReportUnavailable.RETRY_AFTER_DEFAULT, e));
        }
    }

    /**
     * The reply, once it is durable; blocks the calling thread, which is a virtual one.
     *
     * @throws ReportUnavailable if nothing was stored, or it is unknown
     */
    public static <T> T await(CompletableFuture<T> reply) {
        try {
            return reply.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ReportUnavailable unavailable) {
                throw unavailable;
            }
            throw new ReportUnavailable(ReportUnavailable.RETRY_AFTER_DEFAULT, e);
        }
    }
}
