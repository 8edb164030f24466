package io.punchgate.runtime.log;

import io.punchgate.runtime.log.AppendSignal.Told;
import io.punchgate.runtime.log.EventLog.Logged;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.jspecify.annotations.Nullable;

/**
 * Follows the log for one event processor. What this process appended comes from memory; the table is read for the rest: at
 * first, when another process appended, and whenever a wait was in vain, in case nobody told.
 */
final class LogStream implements TrackingEventStream {

    private static final long WAIT_FOR_EVER_MILLIS = 1_000;

    private final EventLog log;
    private final AppendSignal signal;
    private final ArrayDeque<TrackedEventMessage<?>> page = new ArrayDeque<>();
    private long last;
    private Told told;
    /** Whether the table may hold more than this process knows of. */
    private boolean behind = true;

    /** A stream of what follows a position. */
    LogStream(EventLog log, AppendSignal signal, long after) {
        this.log = log;
        this.signal = signal;
        this.last = after;
        this.told = signal.told();
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        fill();
        return Optional.ofNullable(page.peek());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        if (fill() || timeout == 0) {
            return !page.isEmpty();
        }
        signal.awaitMoreThan(told, unit.toNanos(timeout));
        if (signal.told().equals(told)) {
            behind = true;
        }
        return fill();
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        @Nullable TrackedEventMessage<?> next = page.poll();
        while (next == null) {
            boolean ignored = hasNextAvailable((int) WAIT_FOR_EVER_MILLIS, TimeUnit.MILLISECONDS);
            next = page.poll();
        }
        return next;
    }

    private boolean fill() {
        if (!page.isEmpty()) {
            return true;
        }
        Told now = signal.told();
        behind |= now.othersAppends() != told.othersAppends();
        told = now;
        Optional<List<Logged>> known = behind ? Optional.empty() : log.recentAfter(last);
        List<Logged> read = known.orElseGet(() -> log.readAfter(last));
        behind = known.isEmpty() && !read.isEmpty();
        for (Logged logged : read) {
            page.add(LogEventStorageEngine.toTracked(logged));
            last = logged.position();
        }
        return !page.isEmpty();
    }

    @Override
    public void close() {
        page.clear();
    }
}
