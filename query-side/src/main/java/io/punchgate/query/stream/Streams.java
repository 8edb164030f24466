package io.punchgate.query.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.punchgate.query.stream.event.History;
import io.punchgate.query.stream.event.StreamEvents;
import io.punchgate.runtime.access.ApiKeys;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.wait.StandStill;
import io.punchgate.runtime.web.Problem;
import io.punchgate.runtime.web.connection.Disconnection;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The open streams of a process. The log is followed while there are any. */
@Component
final class Streams {

    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** The log is followed so long after the last stream was closed: most come back. */
    private static final Duration FOLLOWED_EMPTY_MAX = Duration.ofSeconds(30);

    /** Deliveries and punches of late that are remembered for all listeners. */
    private static final int REMEMBERED_MAX = 20_000;

    private final EventStore log;
    private final ApiKeys keys;
    private final DeviceTable devices;
    private final PastEvents past;
    private final History history;
    private final StreamSettings settings;
    private final StreamWork work;
    private final JsonMapper json;
    private final Clock clock;
    private final Listeners listeners;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicInteger open = new AtomicInteger();
    private boolean refusing;
    private long emptySinceNanos;
    private @Nullable Tail tail;

    Streams(
            EventStore log,
            ApiKeys keys,
            Listeners listeners,
            DeviceTable devices,
            PastEvents past,
            History history,
            StreamSettings settings,
            StreamWork work,
            JsonMapper json,
            Clock clock,
            MeterRegistry meters) {
        this.log = log;
        this.keys = keys;
        this.listeners = listeners;
        this.devices = devices;
        this.past = past;
        this.history = history;
        this.settings = settings;
        this.work = work;
        this.json = json;
        this.clock = clock;
        Gauge.builder("punchgate.streams.open", this, self -> self.open.get())
                .description("streams that are open")
                .register(meters);
        Gauge.builder("punchgate.streams.unread", work.standStill(), StandStill::standing)
                .description("readers of the log for streams that cannot read on")
                .register(meters);
    }

    /**
     * Leaves the answer to a request open as a stream.
     *
     * @throws Problem 503 where there are too many, or this process stops
     */
    void open(Caller.KeyHolder holder, StreamFilter filter, Beginning beginning, HttpServletRequest request)
            throws IOException {
        Tail following = enter();
        boolean opened = false;
        try {
            Feed feed = new Feed(filter, beginning.told(), beginning.silencesTold(), following.events(), past, json);
            Runnable disconnect = Disconnection.of(request).orElseThrow();
            AsyncContext exchange = request.startAsync();
            exchange.setTimeout(0);
            ServletOutputStream out = exchange.getResponse().getOutputStream();
            Listener listener =
                    new Listener(holder, feed, exchange, new Outlet(out, disconnect), settings, work, this::remove);
            listeners.add(listener);
            endIfRevoked(listener);
            listener.begin(out);
            opened = true;
        } finally {
            if (!opened) {
                leave();
            }
        }
    }

    /** Its key may have been revoked while nobody could end this stream for it. */
    private void endIfRevoked(Listener listener) {
        try {
            if (keys.isActive(listener.holder())) {
                return;
            }
        } catch (RuntimeException e) {
            // The answer is open already, so that it can only end; its client comes back.
            LOG.warn("a stream ends at once, as its key cannot be checked: {}", e.toString());
        }
        listener.end();
    }

    private Tail enter() {
        lock.lock();
        try {
            if (refusing || open.get() >= settings.openMax()) {
                throw Problem.unavailable(RETRY_AFTER);
            }
            Tail following = tail == null ? follow() : tail;
            tail = following;
            open.incrementAndGet();
            return following;
        } finally {
            lock.unlock();
        }
    }

    private Tail follow() {
        DeviceTable.Known known = devices.read(clock.instant());
        StreamEvents events = new StreamEvents(known.devices(), history, REMEMBERED_MAX);
        return Tail.begin(
                log,
                new LiveEvents(known, events, settings.eventsKept()),
                clock,
                listeners,
                work.standStill(),
                settings.unreadMax());
    }

    private void leave() {
        lock.lock();
        try {
            open.decrementAndGet();
            emptySinceNanos = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    private void remove(Listener listener) {
        listeners.remove(listener);
        leave();
    }

    /** Does what the time asks for. */
    void watch() {
        Instant now = clock.instant();
        listeners.all().forEach(listener -> listener.watch(now));
        lock.lock();
        try {
            boolean empty = open.get() == 0 && System.nanoTime() - emptySinceNanos > FOLLOWED_EMPTY_MAX.toNanos();
            if (tail != null && empty) {
                tail.close();
                tail = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends all, and takes no more. */
    void end() {
        lock.lock();
        try {
            refusing = true;
            if (tail != null) {
                tail.close();
            }
        } finally {
            lock.unlock();
        }
        listeners.all().forEach(Listener::end);
    }
}
