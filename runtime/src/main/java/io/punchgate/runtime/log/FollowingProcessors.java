package io.punchgate.runtime.log;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the streams of this process's event processors, and how far each has come. An append wakes those that it
 * concerns.
 *
 * <p>Under overload, appends wait for them: an event that is handled while it is still in memory costs less than one
 * that is read again.
 */
public final class FollowingProcessors {

    /** A processor that is more events behind finds them no longer in memory; appends do not wait for it. */
    static final long FAR_EVENTS = 4L * RecentEvents.EVENTS_MAX;
    /** A processor that is no more behind finds everything in memory, even if the largest appends follow. */
    static final long NEAR_EVENTS = RecentEvents.EVENTS_MAX / 2;
    /**
     * A processor that skips every event is woken each so many events, so that its token moves on while they are in
     * memory.
     */
    static final long SKIPPED_EVENTS_MAX = RecentEvents.EVENTS_MAX / 4;

    private final Collection<Follower> all = new ConcurrentLinkedQueue<>();
    private final Collection<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile long head;

    /** Adds one that has handled everything up to a position. */
    public Follower add(long position) {
        Follower follower = new Follower(position);
        all.add(follower);
        return follower;
    }

    /** This process appended these, one at least. */
    void appended(List<Logged> events) {
        head = events.getLast().position();
        Set<Class<?>> payloadTypes = payloadTypes(events);
        all.forEach(follower -> follower.appended(payloadTypes));
        listeners.forEach(Runnable::run);
    }

    /** Hundreds of events have few types, mostly the same one after the other. */
    private static Set<Class<?>> payloadTypes(List<Logged> events) {
        Set<Class<?>> types = new HashSet<>();
        @Nullable Class<?> previous = null;
        for (Logged logged : events) {
            Class<?> type = logged.event().payload().getClass();
            if (type != previous) {
                types.add(type);
                previous = type;
            }
        }
        return types;
    }

    /**
     * Adds a listener that is called after each append of this process, once it is durable; it must return quickly.
     */
    void onAppend(Runnable listener) {
        listeners.add(listener);
    }

    /** Another process appended, or may have. */
    public void othersAppended() {
        all.forEach(follower -> follower.signal.othersAppend());
    }

    /**
     * Tells whether a processor is late, but still finds its next events in memory. One that fails, or is far behind as it
     * replays, is not waited for.
     */
    public boolean isAnyLate() {
        for (Follower follower : all) {
            long behind = head - follower.position;
            if (behind > NEAR_EVENTS && behind <= FAR_EVENTS) {
                return true;
            }
        }
        return false;
    }

    /** The place of one stream in the log, the events that do not concern it, and the signal that wakes it. */
    public final class Follower implements AutoCloseable {

        private final AppendSignal signal = new AppendSignal();
        private final Set<Class<?>> skipped = ConcurrentHashMap.newKeySet();
        private volatile long position;

        private Follower(long position) {
            this.position = position;
        }

        public AppendSignal signal() {
            return signal;
        }

        /** Events with payloads of that class do not concern it. */
        public void skip(Class<?> payloadType) {
            skipped.add(payloadType);
        }

        public boolean skips(Logged logged) {
            return skipped.contains(logged.event().payload().getClass());
        }

        /** Everything up to that position was handled, or soon will be. */
        public void reached(long reached) {
            position = reached;
        }

        private void appended(Set<Class<?>> payloadTypes) {
            boolean concerned = !skipped.containsAll(payloadTypes);
            if (concerned || head - position > SKIPPED_EVENTS_MAX) {
                signal.ownAppend();
            }
        }

        @Override
        public void close() {
            all.remove(this);
        }
    }

    /** Wakes one event stream when something was appended. */
    public static final class AppendSignal {

        private long ownAppends;
        private long othersAppends;

        /** This process appended. */
        synchronized void ownAppend() {
            ownAppends++;
            notifyAll();
        }

        /** Another process appended, or may have. */
        synchronized void othersAppend() {
            othersAppends++;
            notifyAll();
        }

        /** The appends that were told so far. */
        public synchronized Told told() {
            return new Told(ownAppends, othersAppends);
        }

        /** Waits until there is more than that, or the time is over. */
        public synchronized void awaitMoreThan(Told known, long nanos) throws InterruptedException {
            long end = System.nanoTime() + nanos;
            for (long left = nanos; left > 0 && told().equals(known); left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        }

        /** The number of appends that were told. */
        public record Told(long ownAppends, long othersAppends) {}
    }
}
