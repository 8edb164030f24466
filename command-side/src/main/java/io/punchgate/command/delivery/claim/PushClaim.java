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
 * The claim on the push processor's position, which one process holds at a time. It counts as held only for a while after
 * the database last confirmed it: a process that is cut off stops before another one may take over.
 */
@Component
public final class PushClaim {

    /** Another process may take over a claim that was not confirmed for so long. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** The claim counts as held for so long after a confirmation: less than the time-out, because clocks differ. */
    static final Duration HELD_MAX = Duration.ofMillis(3_500);
    /** The interval at which a process without the claim tries to take it. */
    static final Duration TRY_EVERY = Duration.ofMillis(500);

    /** Hears of the claim, on the thread of the push processor. */
    public interface Listener {
        /** This transaction takes the claim: what is durable now belongs to the claimed position. */
        void claimed();

        /** The claim counts as held for the first time, or again. */
        void resumed();

        /** The claim was given back or lost. */
        void lost();
    }

    private static final Logger LOG = LoggerFactory.getLogger(PushClaim.class);

    private final Duration timeout;
    private final Duration heldMax;
    private final String holder = ManagementFactory.getRuntimeMXBean().getName() + "/" + UUID.randomUUID();
    private volatile @Nullable Listener listener;
    private volatile boolean taken;
    private volatile long confirmedNanos;

    /** A claim with the product's times. */
    @Autowired
    public PushClaim() {
        this(TIMEOUT, HELD_MAX);
    }

    /** A claim with other times, for tests. */
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

    /** Sets the one listener. */
    public void listen(Listener newListener) {
        listener = newListener;
    }

    /** Tells whether the claim is taken and its last confirmation recent enough. */
    public boolean isHeld() {
        return taken && System.nanoTime() - confirmedNanos < heldMax.toNanos();
    }

    /** Tells whether the claim was taken and not lost, confirmed or not. */
    boolean isTaken() {
        return taken;
    }

    /** The current transaction takes the claim, unless this process has it already. */
    void taking() {
        if (!taken) {
            Objects.requireNonNull(listener, "no listener is set").claimed();
        }
    }

    /** A transaction that took or extended the claim is committed; it began at that time of {@link System#nanoTime}. */
    public void confirmed(long sinceNanos) {
        boolean lapsed = !isHeld();
        if (!taken) {
            LOG.info("this process pushes from now on");
        }
        confirmedNanos = sinceNanos;
        taken = true;
        @Nullable Listener current = listener;
        if (lapsed && current != null) {
            current.resumed();
        }
    }

    /** The claim was given back, or another process has it. */
    public void lost() {
        if (taken) {
            LOG.info("this process pushes no longer");
        }
        taken = false;
        @Nullable Listener current = listener;
        if (current != null) {
            current.lost();
        }
    }
}
