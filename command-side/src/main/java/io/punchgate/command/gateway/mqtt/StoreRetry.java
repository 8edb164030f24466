package io.punchgate.command.gateway.mqtt;

import io.punchgate.command.gateway.ReportUnavailable;
import io.punchgate.command.lane.LaneFull;
import io.punchgate.runtime.log.deadletter.RecordFault;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries to store until it is stored. The publisher has no acknowledgement meanwhile, which bounds how many wait here: by the
 * receive maximum of whoever took the message in. What still waits when the process ends was not acknowledged, so it comes
 * again.
 *
 * <p>A broker's client acknowledges in order: one message that is never stored would keep all behind it. So one that fails a
 * number of times for a reason of its own is kept in another way; a store that is away or full is waited for.
 */
final class StoreRetry {

    /** Failures of a message itself, after which it is kept in another way: with the waits, 45 s. */
    static final int TRIES = 8;

    private static final Duration WAIT_FIRST = Duration.ofMillis(500);
    private static final Duration WAIT_MAX = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(StoreRetry.class);

    private final ScheduledExecutorService timer;
    private final Duration waitFirst;

    StoreRetry(ScheduledExecutorService timer) {
        this(timer, WAIT_FIRST);
    }

    /** Waits so long before the second try; for tests. */
    StoreRetry(ScheduledExecutorService timer, Duration waitFirst) {
        this.timer = timer;
        this.waitFirst = waitFirst;
    }

    /**
     * The first result that is no failure.
     *
     * @param instead another way to keep it, once it failed {@link #TRIES} times for a reason of its own; tried on until it succeeds
     */
    <T> CompletableFuture<T> untilStored(
            Supplier<CompletableFuture<T>> store, Function<Throwable, CompletableFuture<T>> instead) {
        CompletableFuture<T> stored = new CompletableFuture<>();
        attempt(new Message<>(store, instead, stored, 0), waitFirst);
        return stored;
    }

    /** A message under way, and its failures that are its own. */
    private record Message<T>(
            Supplier<CompletableFuture<T>> store,
            Function<Throwable, CompletableFuture<T>> instead,
            CompletableFuture<T> stored,
            int failures) {

        Message<T> failed(Throwable failure) {
            if (!isOfTheMessage(failure)) {
                return this;
            }
            return failures + 1 < TRIES
                    ? new Message<>(store, instead, stored, failures + 1)
                    : new Message<>(() -> instead.apply(failure), instead, stored, 0);
        }
    }

    private <T> void attempt(Message<T> message, Duration wait) {
        var unused = started(message.store()).whenComplete((result, failure) -> {
            if (failure == null) {
                message.stored().complete(result);
            } else {
                LOG.warn("A message over MQTT is not stored yet and waits {} ms: {}", wait.toMillis(), cause(failure));
                again(message.failed(failure), wait);
            }
        });
    }

    private <T> void again(Message<T> message, Duration wait) {
        Duration doubled = wait.multipliedBy(2);
        Duration next = doubled.compareTo(WAIT_MAX) < 0 ? doubled : WAIT_MAX;
        try {
            var unused = timer.schedule(() -> attempt(message, next), wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("A message over MQTT stays unacknowledged: the process ends", e);
        }
    }

    /** A full lane, a store that is away, and a failure that tells no cause pass by themselves. */
    private static boolean isOfTheMessage(Throwable failure) {
        Throwable root = rootOf(failure);
        return !(root instanceof ReportUnavailable) && !(root instanceof LaneFull) && RecordFault.is(failure);
    }

    private static <T> CompletableFuture<T> started(Supplier<CompletableFuture<T>> store) {
        try {
            return store.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String cause(Throwable failure) {
        @Nullable Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof ReportUnavailable)) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getCause() == null ? cause : cause.getCause());
    }
}
