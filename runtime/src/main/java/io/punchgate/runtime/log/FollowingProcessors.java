package io.punchgate.runtime.log;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The streams of this process's event processors, and how far each has come. An append wakes those that it concerns.
 *
 * <p>Under overload, appends wait for them: events that are handled while they are still in memory cost less than those
 * that are made up for afterwards.
 */
public final class FollowingProcessors {

    /** Whoever is so many events behind is out of what is kept in memory, and not waited for. */
    static final long FAR_EVENTS = 4L * RecentEvents.EVENTS_MAX;
    /** Whoever is no more behind than this finds everything in memory, even if the largest appends follow. */
    static final long NEAR_EVENTS = RecentEvents.EVENTS_MAX / 2;
    /** Who skips all that comes is woken after so many events, so that it passes them while they are in memory. */
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
        all.forEach(follower -> follower.appended(events));
        listeners.forEach(Runnable::run);
    }

    /** Adds somebody to be told, quickly, after each append of this process, once it is durable. */
    void onAppend(Runnable listener) {
        listeners.add(listener);
    }

    /** Another process appended, or may have. */
    public void othersAppended() {
        all.forEach(follower -> follower.signal.othersAppend());
    }

    /**
     * Whether one is behind, but not so far that it is out of what is kept in memory: who fails, or is far behind as it
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

    /** One stream's place in the log, what does not concern it, and its bell. */
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

        /** Everything up to there was handled, or soon will be. */
        public void reached(long reached) {
            position = reached;
        }

        private void appended(List<Logged> events) {
            boolean concerned = skipped.isEmpty() || !events.stream().allMatch(this::skips);
            if (concerned || head - position > SKIPPED_EVENTS_MAX) {
                signal.ownAppend();
            }
        }

        @Override
        public void close() {
            all.remove(this);
        }
    }
}
