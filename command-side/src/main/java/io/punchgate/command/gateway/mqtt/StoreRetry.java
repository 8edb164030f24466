package io.punchgate.command.gateway.mqtt;

import io.punchgate.command.gateway.ReportUnavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries to store until it is stored. The publisher has no acknowledgement meanwhile, which bounds how many wait here: by the
 * receive maximum of whoever took the message in. What still waits when the process ends was not acknowledged, so it comes
 * again.
 */
final class StoreRetry {

    private static final Duration WAIT_FIRST = Duration.ofMillis(500);
    private static final Duration WAIT_MAX = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(StoreRetry.class);

    private final ScheduledExecutorService timer;

    StoreRetry(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** The first result that is no failure; only a fault of ours ends it otherwise. */
    <T> CompletableFuture<T> untilStored(Supplier<CompletableFuture<T>> store) {
        CompletableFuture<T> stored = new CompletableFuture<>();
        attempt(store, stored, WAIT_FIRST);
        return stored;
    }

    private <T> void attempt(Supplier<CompletableFuture<T>> store, CompletableFuture<T> stored, Duration wait) {
        var unused = started(store).whenComplete((result, failure) -> {
            if (failure == null) {
                stored.complete(result);
            } else {
                LOG.warn("A message over MQTT is not stored yet and waits {} ms: {}", wait.toMillis(), cause(failure));
                again(store, stored, wait);
            }
        });
    }

    private <T> void again(Supplier<CompletableFuture<T>> store, CompletableFuture<T> stored, Duration wait) {
        Duration doubled = wait.multipliedBy(2);
        Duration next = doubled.compareTo(WAIT_MAX) < 0 ? doubled : WAIT_MAX;
        try {
            var unused = timer.schedule(() -> attempt(store, stored, next), wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("A message over MQTT stays unacknowledged: the process ends", e);
        }
    }

    private static <T> CompletableFuture<T> started(Supplier<CompletableFuture<T>> store) {
        try {
            return store.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static String cause(Throwable failure) {
        @Nullable Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof ReportUnavailable)) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getCause() == null ? cause : cause.getCause());
    }
}
