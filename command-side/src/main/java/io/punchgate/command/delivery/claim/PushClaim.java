package io.punchgate.command.delivery.claim;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Whether this process is the one that pushes: the one that has the claim on the push processor's position. It counts as
 * held only for a while after the database last confirmed it, so that a process which is cut off stops of itself before
 * another one may take over.
 */
@Component
public final class PushClaim {

    /** A claim that was not confirmed for so long may be taken over by another process. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** For so long after a confirmation it counts as held: less than the time-out, because clocks differ. */
    static final Duration HELD_MAX = Duration.ofMillis(3_500);
    /** How often a process without the claim looks whether it may be had. */
    static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** Told of the claim on the thread that follows the events. */
    public interface Follower {
        /** The position has been claimed in this transaction: what is durable now is what belongs to it. */
        void claimed();

        /** The claim counts as held again, or for the first time. */
        void resumed();

        /** The claim was given back or lost. */
        public void lost();
    }

    private static final Logger LOG = LoggerFactory.getLogger(PushClaim.class);

    private final Duration timeout;
    private final Duration heldMax;
    private final String holder = ManagementFactory.getRuntimeMXBean().getName() + "/" + UUID.randomUUID();
    private volatile @Nullable Follower follower;
    private volatile boolean held;
    private volatile long confirmedNanos;

    @Autowired
    public PushClaim() {
        this(TIMEOUT, HELD_MAX);
    }

    public PushClaim(Duration timeout, Duration heldMax) {
        this.timeout = timeout;
        this.heldMax = heldMax;
    }

    Duration timeout() {
        return timeout;
    }

    /** The name under which the database knows this process. */
    String holder() {
        return holder;
    }

    public void follow(Follower newFollower) {
        follower = newFollower;
    }

    public boolean isHeld() {
        return held && System.nanoTime() - confirmedNanos < heldMax.toNanos();
    }

    /** Whether it was taken and not lost, confirmed or not. */
    boolean isTaken() {
        return held;
    }

    /** Within the transaction that takes the claim; nothing where it is had already. */
    void taking() {
        if (!held) {
            Objects.requireNonNull(follower, "nobody follows the claim").claimed();
        }
    }

    /** After a transaction that took or extended the claim, and began then. */
    public void confirmed(long sinceNanos) {
        boolean lapsed = !isHeld();
        if (!held) {
            LOG.info("this process pushes");
        }
        confirmedNanos = sinceNanos;
        held = true;
        @Nullable Follower told = follower;
        if (lapsed && told != null) {
            told.resumed();
        }
    }

    public void lost() {
        if (held) {
            LOG.info("this process pushes no longer");
        }
        held = false;
        @Nullable Follower told = follower;
        if (told != null) {
            told.lost();
        }
    }
}
