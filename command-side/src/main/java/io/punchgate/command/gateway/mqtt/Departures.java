package io.punchgate.command.gateway.mqtt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.Reporter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells the departures that a broker of others reports, but not at once: the last will of a session that a new one replaced
 * comes about when the new one says that it is there, before or after. So a device that says anything soon after stays, and
 * one that had just come is given longer; but a departure is told in the end, unless the device was heard of since, by this
 * process or by another.
 */
@Component
final class Departures {

    /** A departure waits so long for a sign of life. */
    static final Duration SIGN_WAIT = Duration.ofSeconds(2);
    /** A device that came back so lately is given longer: what ended may be its session before. */
    static final Duration JUST_BACK = Duration.ofMillis(750);

    static final Duration SIGN_WAIT_JUST_BACK = Duration.ofSeconds(8);
    /** Departures that wait. One more is told at once. */
    static final int WAITING_MAX = 100_000;

    private static final int DEVICES_MAX = 200_000;
    private static final Logger LOG = LoggerFactory.getLogger(Departures.class);

    private final ReportInbox inbox;
    private final Clock clock;
    private final MqttThreads threads;
    private final StoreRetry retry;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Cache<String, Sign> signs = Caffeine.newBuilder()
            .maximumSize(DEVICES_MAX)
            .expireAfterWrite(SIGN_WAIT_JUST_BACK.multipliedBy(2))
            .build();

    Departures(ReportInbox inbox, Clock clock, MqttThreads threads) {
        this.inbox = inbox;
        this.clock = clock;
        this.threads = threads;
        this.retry = new StoreRetry(threads.timer());
    }

    /**
     * The last sign of life; its number tells a later one from it.
     *
     * @param cameAt when it said last that it is there, or null
     */
    private record Sign(long number, @Nullable Instant cameAt) {}

    /** The device was heard of. */
    void sign(String sn) {
        signs.asMap()
                .compute(sn, (key, last) -> new Sign(numbers.incrementAndGet(), last == null ? null : last.cameAt));
    }

    /** The device said that it is there; returns the time of that, by which it is to be stored. */
    Instant came(String sn) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        signs.put(sn, new Sign(numbers.incrementAndGet(), now));
        return now;
    }

    /** The device, or its broker for it, says that it is gone. */
    void gone(Reporter from) {
        Instant at = clock.instant();
        @Nullable Sign last = signs.getIfPresent(from.sn());
        // Where the device came to this process, the broker tells in which order.
        @Nullable Instant heardComing = last == null ? null : last.cameAt();
        boolean justBack = heardComing != null && at.isBefore(heardComing.plus(JUST_BACK));
        Duration wait = justBack ? SIGN_WAIT_JUST_BACK : SIGN_WAIT;
        if (waiting.incrementAndGet() > WAITING_MAX) {
            waiting.decrementAndGet();
            var unused = inbox.offline(from, at, heardComing).exceptionally(failure -> untold(from, failure));
            return;
        }
        try {
            var unused = threads.timer()
                    .schedule(
                            () -> tellUnlessHeard(from, at, last, heardComing), wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("A device's departure is not told: the process ends", e);
        }
    }

    private void tellUnlessHeard(Reporter from, Instant at, @Nullable Sign before, @Nullable Instant heardComing) {
        @Nullable Sign now = signs.getIfPresent(from.sn());
        if (now == null || now.equals(before)) {
            tell(from, at, heardComing);
        } else {
            waiting.decrementAndGet();
        }
    }

    /** Until it is stored: its message was acknowledged as it came. */
    private void tell(Reporter from, Instant at, @Nullable Instant heardComing) {
        var unused = retry.untilStored(
                        () -> inbox.offline(from, at, heardComing),
                        failure -> CompletableFuture.completedFuture(untold(from, failure)))
                .whenComplete((reply, failure) -> waiting.decrementAndGet());
    }

    private static DeviceReply untold(Reporter from, Throwable failure) {
        LOG.warn("The departure of {} was not stored; silence will tell it", from.sn(), failure);
        return new DeviceReply.Seen(null);
    }
}
