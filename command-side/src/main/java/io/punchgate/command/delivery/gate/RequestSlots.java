package io.punchgate.command.delivery.gate;

import io.punchgate.api.delivery.CallbackState;
import io.punchgate.command.delivery.saga.RetryDispatch.Admission;
import io.punchgate.command.delivery.saga.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The requests under way to one callback, and the rules by which another may begin: many at a time while the callback is
 * open, one probe at a time by the schedule while it fails, none while it is paused. Not safe for threads.
 */
final class RequestSlots {

    /** Requests under way to one callback. */
    static final int CONCURRENT_MAX = 32;

    /** Sagas, whose attempts count, take a probe's slot before a line does. */
    private static final Duration LINES_GRACE = Duration.ofMillis(500);

    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private final CircuitBreaker circuitBreaker = new CircuitBreaker();
    private final ProbeTimes probes = new ProbeTimes();
    private final RateLimiter rateLimiter = new RateLimiter();
    private CallbackState state;
    private int underWay;

    RequestSlots(CallbackState state) {
        this.state = state;
    }

    CallbackState state() {
        return state;
    }

    boolean isOpen() {
        return state == CallbackState.OPEN;
    }

    boolean isQuiet() {
        return underWay == 0;
    }

    /** Goes on by the rules of that state. The first probe, if the state has any, is due after the policy's first delay. */
    void enter(CallbackState entered, Instant now, RetryPolicy policy) {
        state = entered;
        circuitBreaker.reset();
        probes.begin(now, policy);
    }

    /**
     * Counts an attempt that ended. Once most attempts fail, an open callback is probed from then on.
     *
     * @return the time of the first probe, if probing begins with this attempt; null if not
     */
    @Nullable
    Instant count(boolean failed, Instant now, RetryPolicy policy) {
        if (!circuitBreaker.note(failed) || !isOpen()) {
            return null;
        }
        enter(CallbackState.PROBING, now, policy);
        return probes.next();
    }

    /** Admits an attempt of a saga. A probe takes the slot; an attempt at an open callback takes one when it begins. */
    Admission reserve(Instant now, RetryPolicy policy) {
        return switch (state) {
            case OPEN -> new Admission.Started(false);
            case PROBING, MISCONFIGURED -> {
                if (now.isBefore(probes.next())) {
                    yield new Admission.ClosedUntil(probes.next());
                }
                if (!isQuiet()) {
                    yield new Admission.ClosedUntil(askAgain(now));
                }
                takeAsProbe(now, policy);
                yield new Admission.Started(true);
            }
            case PAUSED -> new Admission.ClosedUntilReopened();
        };
    }

    /** The time to ask again where nothing else tells one. */
    static Instant askAgain(Instant now) {
        return now.plus(ASK_AGAIN);
    }

    /** The time from which the next waiting job may begin; null until a request ends or the state changes. */
    @Nullable
    Instant next(Instant now, @Nullable Integer perSecondMax) {
        return switch (state) {
            case OPEN -> underWay < CONCURRENT_MAX ? rateLimiter.next(now, perSecondMax) : null;
            case PROBING, MISCONFIGURED -> isQuiet() ? probes.next().plus(LINES_GRACE) : null;
            case PAUSED -> null;
        };
    }

    /** Takes a slot for a waiting job. */
    void take(Instant now, @Nullable Integer perSecondMax, RetryPolicy policy) {
        if (isOpen()) {
            rateLimiter.take(now, perSecondMax);
            underWay++;
        } else {
            takeAsProbe(now, policy);
        }
    }

    private void takeAsProbe(Instant now, RetryPolicy policy) {
        probes.take(now, policy);
        underWay++;
    }

    void giveBack() {
        underWay--;
    }
}
