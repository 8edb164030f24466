package io.punchgate.runtime.log.axon;

import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.FollowingProcessors.AppendSignal;
import io.punchgate.runtime.log.FollowingProcessors.AppendSignal.Told;
import io.punchgate.runtime.log.FollowingProcessors.Follower;
import io.punchgate.runtime.log.Logged;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.jspecify.annotations.Nullable;

/**
 * Follows the log for one event processor. The events that this process appended come from memory; the table is read
 * for the rest: at first, when another process appended, and after each wait in vain, in case a notice was lost.
 *
 * <p>Once the processor has said that it cannot handle events of a type, they are passed over without waking it. The
 * last event that was passed over is handed out after a short wait, so that the token keeps up.
 */
final class LogStream implements TrackingEventStream {

    private static final long WAIT_FOR_EVER_MILLIS = 1_000;
    /** The longest time until a token keeps up with events that were passed over. */
    private static final Duration PASSED_WAIT_MAX = Duration.ofMillis(100);

    private final EventLog log;
    private final Follower follower;
    private final AppendSignal signal;
    private final ArrayDeque<TrackedEventMessage<?>> page = new ArrayDeque<>();
    private long last;
    private @Nullable Logged passed;
    private Told told;
    /** Tells whether the table may hold more than this process knows of. */
    private boolean behind = true;

    /** A stream of the events after a position. */
    LogStream(EventLog log, long after) {
        this.log = log;
        this.follower = log.followers().add(after);
        this.signal = follower.signal();
        this.last = after;
        this.told = signal.told();
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        fillIfPossible();
        return Optional.ofNullable(page.peek());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        if (timeout == 0) {
            fillIfPossible();
            return !page.isEmpty();
        }
        if (fill()) {
            return true;
        }
        long begun = System.nanoTime();
        for (long left = waitNanos(timeout, unit);
                left > 0;
                left = begun + waitNanos(timeout, unit) - System.nanoTime()) {
            signal.awaitMoreThan(told, left);
            if (signal.told().equals(told)) {
                behind = true;
            }
            if (fill()) {
                return true;
            }
        }
        return takePassed();
    }

    private long waitNanos(int timeout, TimeUnit unit) {
        long asked = unit.toNanos(timeout);
        return passed == null ? asked : Math.min(asked, PASSED_WAIT_MAX.toNanos());
    }

    private boolean takePassed() {
        @Nullable Logged latest = passed;
        if (latest != null) {
            page.add(LogEventStorageEngine.toTracked(latest));
            passed = null;
        }
        return !page.isEmpty();
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

    @Override
    public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> unhandled) {
        follower.skip(unhandled.getPayloadType());
    }

    /** For a batch that has begun: what it has is handled first, and then the next wait fails by what cannot be read. */
    private void fillIfPossible() {
        try {
            var unused = fill();
        } catch (RuntimeException unreadable) {
            behind = true;
        }
    }

    private boolean fill() {
        while (page.isEmpty()) {
            follower.reached(last);
            Told now = signal.told();
            behind |= now.othersAppends() != told.othersAppends();
            told = now;
            Optional<List<Logged>> known = behind ? Optional.empty() : log.recentAfter(last);
            List<Logged> read;
            try {
                read = known.orElseGet(() -> log.readAfter(last));
            } catch (RuntimeException unreadable) {
                if (takePassed()) {
                    return true; // The token gets as far as it can first.
                }
                throw unreadable;
            }
            behind = known.isEmpty() && !read.isEmpty();
            if (read.isEmpty()) {
                return false;
            }
            read.forEach(this::take);
        }
        return true;
    }

    private void take(Logged logged) {
        last = logged.position();
        if (follower.skips(logged)) {
            passed = logged;
        } else {
            passed = null;
            page.add(LogEventStorageEngine.toTracked(logged));
        }
    }

    @Override
    public void close() {
        follower.close();
        page.clear();
    }
}
