package io.punchgate.runtime.health;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches one event processor, which may run in another process: reading after reading of its row in the database. It is alive
 * if it renews its claim, and moves if it comes closer to the end of the log, or is there.
 */
public final class ProcessorWatch {

    /** A processor renews its claim each second; one that has not for so long does not run. */
    public static final Duration SILENT_MAX = Duration.ofSeconds(15);
    /** A processor that has events before it and handled none for so long stands still. */
    public static final Duration STILL_MAX = Duration.ofSeconds(15);

    private final LongFunction<@Nullable String> obstacles;
    private final LongSupplier nanoTime;
    private @Nullable Reading last;
    private long beatNanos;
    private long movedNanos;

    /**
     * Watches by the system's time.
     *
     * @param obstacles the reason why no processor gets far beyond a position; null where none is known. Asked only where the
     *     processor did not move since the last reading
     */
    public ProcessorWatch(LongFunction<@Nullable String> obstacles) {
        this(obstacles, System::nanoTime);
    }

    ProcessorWatch(LongFunction<@Nullable String> obstacles, LongSupplier nanoTime) {
        this.obstacles = obstacles;
        this.nanoTime = nanoTime;
    }

    /**
     * The state of a processor in the database.
     *
     * @param position of the last event that it handled or passed over; 0 before the first
     * @param beat any text that changes when it renews its claim; null if none ever took the claim
     * @param head the position of the last event
     */
    public record Reading(long position, @Nullable String beat, long head) {

        long behind() {
            return Math.max(0, head - position);
        }
    }

    /**
     * The judgement.
     *
     * @param alive false if no process runs it
     * @param moving false if it stands still before events
     * @param behind the number of events that it has before it
     * @param obstacle the reason why it cannot go on; null if none is known
     */
    public record Verdict(
            boolean alive,
            boolean moving,
            long behind,
            @Nullable String obstacle) {

        /** A verdict on what no row in the database tells of. */
        public static Verdict unknown(long head) {
            return new Verdict(false, true, head, null);
        }

        /** Tells whether it does its work. */
        public boolean serves() {
            return alive && moving && obstacle == null;
        }

        /** The reason why it does not; "follows" if it does. */
        public String why() {
            if (obstacle != null) {
                return obstacle;
            }
            if (!alive) {
                return "no process runs it";
            }
            return moving ? "follows" : "it stands still";
        }
    }

    /** Takes a reading into account. */
    public synchronized Verdict see(Reading now) {
        long at = nanoTime.getAsLong();
        @Nullable Reading before = last;
        boolean stands = before != null && before.position() == now.position() && now.behind() > 0;
        if (before == null || !Objects.equals(before.beat(), now.beat())) {
            beatNanos = at;
        }
        if (!stands) {
            movedNanos = at;
        }
        last = now;
        return new Verdict(
                now.beat() != null && at - beatNanos < SILENT_MAX.toNanos(),
                at - movedNanos < STILL_MAX.toNanos(),
                now.behind(),
                stands ? obstacles.apply(now.position()) : null);
    }
}
