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
    /** Since the last answer that said whether the punch was taken. */
    private int failuresInARow;

    private Instant notBefore = Instant.MIN;

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
        failuresInARow = 0;
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
        failuresInARow = failed ? failuresInARow + 1 : 0;
        if (!circuitBreaker.note(failed) || !isOpen()) {
            return null;
        }
        enter(CallbackState.PROBING, now, policy);
        return later(probes.next(), now);
    }

    /** An answer rejected a punch: the callback is reachable. */
    void countRejection() {
        failuresInARow = 0;
    }

    /** Begins nothing before that time: the callback asked for it. Null: it asked for none. */
    void leaveAloneUntil(@Nullable Instant until) {
        notBefore = until != null && until.isAfter(notBefore) ? until : notBefore;
    }

    /** Forgets what was asked for, because another address is called from now on. */
    void forgetTheTimeAskedFor() {
        notBefore = Instant.MIN;
    }

    /** Tells whether the callback asked to be left alone at that time. */
    boolean isLeftAlone(Instant now) {
        return later(now, now).isAfter(now);
    }

    /** That time, or the one asked for if it is later. A clock that was set back prolongs it no further than one may ask. */
    private Instant later(Instant time, Instant now) {
        Instant latest = now.plus(RetryPolicy.RETRY_AFTER_MAX);
        notBefore = notBefore.isAfter(latest) ? latest : notBefore;
        return notBefore.isAfter(time) ? notBefore : time;
    }

    /**
     * Requests at once. Fewer while attempts fail: else each of the first that fail at the same time would let another
     * begin before enough of them have failed, and these would still be under way when only a probe is to be.
     */
    private int concurrentMax() {
        return Math.max(1, CONCURRENT_MAX >> failuresInARow);
    }

    /** Admits an attempt of a saga. A probe takes the slot; an attempt at an open callback takes one when it begins. */
    Admission reserve(Instant now, RetryPolicy policy) {
        return switch (state) {
            case OPEN -> isLeftAlone(now) ? new Admission.ClosedUntil(notBefore) : new Admission.Started(false);
            case PROBING, MISCONFIGURED -> {
                Instant next = later(probes.next(), now);
                if (now.isBefore(next)) {
                    yield new Admission.ClosedUntil(next);
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
            case OPEN -> underWay < concurrentMax() ? later(rateLimiter.next(now, perSecondMax), now) : null;
            case PROBING, MISCONFIGURED -> isQuiet() ? later(probes.next(), now).plus(LINES_GRACE) : null;
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
