package io.punchgate.command.gateway.mqtt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.Reporter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells that devices are gone, but not at once: the last will of a session that a new one replaced comes about when the new
 * one says that it is there, before or after. So a device that was just back, or says anything soon, stays. A device that is
 * gone after all and was spared so goes offline by silence.
 */
@Component
final class Departures {

    /** A departure waits so long for a sign of life. */
    static final Duration SIGN_WAIT = Duration.ofSeconds(2);
    /** A device that came back is not taken to be gone for so long. */
    static final Duration JUST_BACK = Duration.ofMillis(750);
    /** Departures that wait. One more is told at once. */
    static final int WAITING_MAX = 100_000;

    private static final int DEVICES_MAX = 200_000;
    private static final Logger LOG = LoggerFactory.getLogger(Departures.class);

    private final ReportInbox inbox;
    private final Clock clock;
    private final MqttThreads threads;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Cache<String, Sign> signs = Caffeine.newBuilder()
            .maximumSize(DEVICES_MAX)
            .expireAfterWrite(SIGN_WAIT.multipliedBy(5))
            .build();

    Departures(ReportInbox inbox, Clock clock, MqttThreads threads) {
        this.inbox = inbox;
        this.clock = clock;
        this.threads = threads;
    }

    /** The last sign of life; its number tells a later one from it. */
    private record Sign(long number, Instant at, boolean cameBack) {}

    /** The device was heard of; {@code cameBack} where it said itself that it is there. */
    void sign(String sn, boolean cameBack) {
        signs.put(sn, new Sign(numbers.incrementAndGet(), clock.instant(), cameBack));
    }

    /** The device, or its broker for it, says that it is gone. */
    void gone(Reporter from) {
        Instant at = clock.instant();
        @Nullable Sign last = signs.getIfPresent(from.sn());
        if (last != null && last.cameBack() && at.isBefore(last.at().plus(JUST_BACK))) {
            return;
        }
        if (waiting.incrementAndGet() > WAITING_MAX) {
            tell(from, at);
            return;
        }
        try {
            var unused = threads.timer()
                    .schedule(() -> tellUnlessHeard(from, at, last), SIGN_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("A device's departure is not told: the process ends", e);
        }
    }

    private void tellUnlessHeard(Reporter from, Instant at, @Nullable Sign before) {
        @Nullable Sign now = signs.getIfPresent(from.sn());
        if (now == null || now.equals(before)) {
            tell(from, at);
        } else {
            waiting.decrementAndGet();
        }
    }

    private void tell(Reporter from, Instant at) {
        waiting.decrementAndGet();
        var unused = inbox.offline(from, at).exceptionally(failure -> {
            LOG.warn("The departure of {} was not stored; silence will tell it", from.sn());
            return new DeviceReply.Seen(null);
        });
    }
}
