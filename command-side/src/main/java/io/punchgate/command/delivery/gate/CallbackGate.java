package io.punchgate.command.delivery.gate;

import io.punchgate.api.delivery.CallbackState;
import io.punchgate.command.delivery.claim.Lease;
import io.punchgate.command.delivery.saga.RetryDispatch.Admission;
import io.punchgate.command.delivery.saga.RetryPolicy;
import io.punchgate.command.delivery.store.CallbackFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Lets a customer's pushes through: many at a time while the callback is open, one at a time by the schedule while it is
 * probed, none while it is paused. Its state follows the events; only {@link #note} runs ahead of them, so that a
 * callback that fails is spared at once.
 */
public final class CallbackGate {

    /** Requests under way to one callback. */
    static final int CONCURRENT_MAX = 32;
    /** Sagas, whose attempts count, take a probe's slot before a line does. */
    private static final Duration LINES_GRACE = Duration.ofMillis(500);

    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);
    private static final Duration TURN_OF_A_LINE = Duration.ofMillis(5);

    private final PushThreads threads;
    private final Lease lease;
    private final Deque<PushJob> waiting = new ArrayDeque<>();
    private final CircuitBreaker circuitBreaker = new CircuitBreaker();
    private final ProbeTimes probes = new ProbeTimes();
    private final RateLimiter rateLimiter = new RateLimiter();
    private final WakeUp wakeUp;
    private CallbackFacts facts;
    private CallbackState state;
    private int underWay;

    public CallbackGate(CallbackFacts facts, PushThreads threads, Lease lease) {
        this.lease = lease;
        this.wakeUp = new WakeUp(threads, this::pump);
        this.facts = facts;
        this.state = facts.state();
        this.threads = threads;
    }

    public synchronized CallbackFacts facts() {
        return facts;
    }

    /** Whether nothing but the customer's server, or ourselves, holds pushes up. */
    public synchronized boolean isUnhindered() {
        return state == CallbackState.OPEN && facts.perSecondMax() == null && lease.maySend();
    }

    public synchronized boolean mayPark() {
        return state != CallbackState.MISCONFIGURED;
    }

    public synchronized RetryPolicy policy() {
        return RetryPolicy.of(facts.retryScheduleSeconds());
    }

    /** Takes over what an event said. */
    public void become(UnaryOperator<CallbackFacts> change) {
        synchronized (this) {
            CallbackState before = facts.state();
            facts = change.apply(facts);
            if (facts.state() != before && facts.state() != state) {
                enterState(facts.state());
            }
        }
        pump();
    }

    public Lease lease() {
        return lease;
    }

    /** What waits is left to whoever has the next lease. */
    public synchronized void forget() {
        waiting.clear();
    }

    public synchronized boolean isQuiet() {
        return underWay == 0;
    }

    /** Puts a job at the end; it runs when its turn comes. */
    public void submit(PushJob job) {
        synchronized (this) {
            waiting.add(job);
        }
        pump();
    }

    /** Asks for one attempt of a saga. What got a probe's place must {@link #runReserved} or {@link #release} it. */
    public synchronized Admission reserve() {
        Instant now = threads.now();
        if (!lease.maySend()) {
            return new Admission.ClosedUntil(now.plus(ASK_AGAIN));
        }
        return switch (state) {
            case OPEN -> new Admission.Started(false);
            case PROBING, MISCONFIGURED -> {
                if (now.isBefore(probes.next())) {
                    yield new Admission.ClosedUntil(probes.next());
                }
                yield underWay == 0 ? enterAsProbe(now) : new Admission.ClosedUntil(now.plus(ASK_AGAIN));
            }
            case PAUSED -> new Admission.ClosedUntilReopened();
        };
    }

    public void runReserved(PushJob job) {
        threads.run(() -> run(job));
    }

    public void release() {
        synchronized (this) {
            underWay--;
        }
        pump();
    }

    /** Notes how an attempt ended. Returns when the first probe is due if the callback is to be probed from now on. */
    public synchronized @Nullable Instant note(boolean failed) {
        if (!circuitBreaker.note(failed) || state != CallbackState.OPEN) {
            return null;
        }
        enterState(CallbackState.PROBING);
        return probes.next();
    }

    private void enterState(CallbackState entered) {
        state = entered;
        circuitBreaker.reset();
        probes.begin(threads.now(), policy());
    }

    private Admission enterAsProbe(Instant now) {
        probes.take(now, policy());
        underWay++;
        return new Admission.Started(true);
    }

    /** Lets through what may go. */
    public void pump() {
        for (PushJob job = next(); job != null; job = next()) {
            runReserved(job);
        }
    }

    private synchronized @Nullable PushJob next() {
        if (waiting.isEmpty() || !lease.maySend()) {
            return null;
        }
        Instant now = threads.now();
        boolean admitted = switch (state) {
            case OPEN -> underWay < CONCURRENT_MAX && wakeUp.isDue(rateLimiter.next(now, facts.perSecondMax()), now);
            case PROBING, MISCONFIGURED ->
                underWay == 0 && wakeUp.isDue(probes.next().plus(LINES_GRACE), now);
            case PAUSED -> false;
        };
        if (!admitted) {
            return null;
        }
        if (state == CallbackState.OPEN) {
            rateLimiter.take(now, facts.perSecondMax());
            underWay++;
        } else {
            enterAsProbe(now);
        }
        return waiting.remove();
    }

    private void run(PushJob job) {
        long begun = System.nanoTime();
        boolean more = true;
        try {
            do {
                more = job.run();
            } while (more && mayGoOn(begun));
        } finally {
            synchronized (this) {
                underWay--;
                if (more) {
                    waiting.add(job);
                }
            }
            pump();
        }
    }

    /** A line goes on of itself while no other one waits, or its turn is still young, and no rateLimiter is set. */
    private synchronized boolean mayGoOn(long begun) {
        boolean itsTurn = waiting.isEmpty() || System.nanoTime() - begun < TURN_OF_A_LINE.toNanos();
        return itsTurn && isUnhindered();
    }
}
