package io.punchgate.command.delivery.gate;

import io.punchgate.api.delivery.CallbackState;
import io.punchgate.command.delivery.claim.Lease;
import io.punchgate.command.delivery.saga.RetryDispatch.Admission;
import io.punchgate.command.delivery.saga.RetryPolicy;
import io.punchgate.command.delivery.store.CallbackFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Admits a customer's pushes and runs them, by the rules of {@link RequestSlots}. Its state follows the events; only {@link
 * #note} runs ahead of them, so that a failing callback is spared at once.
 */
public final class CallbackGate {

    private static final Duration TURN_OF_A_LINE = Duration.ofMillis(5);

    private final PushThreads threads;
    private final Lease lease;
    private final WaitingJobs waiting = new WaitingJobs();
    private final RequestSlots slots;
    private final WakeUp wakeUp;
    private CallbackFacts facts;

    /** A gate for the time of that lease. */
    public CallbackGate(CallbackFacts facts, PushThreads threads, Lease lease) {
        this.lease = lease;
        this.wakeUp = new WakeUp(threads, this::pump);
        this.facts = facts;
        this.slots = new RequestSlots(facts.state());
        this.threads = threads;
        slots.leaveAloneUntil(facts.notBefore());
    }

    /** The facts about the callback that the events told. */
    public synchronized CallbackFacts facts() {
        return facts;
    }

    /** Tells whether nothing holds pushes up but the customer's server or this process. */
    public synchronized boolean isUnhindered() {
        return slots.isOpen() && facts.perSecondMax() == null && lease.maySend() && !slots.isLeftAlone(threads.now());
    }

    /** Tells whether a request that was admitted is to go out still, if it had to wait since. */
    public synchronized boolean isStillAdmitted() {
        return slots.state() != CallbackState.PAUSED && !slots.isLeftAlone(threads.now());
    }

    /** Tells whether punches may be parked. */
    public synchronized boolean mayPark() {
        return slots.state() != CallbackState.MISCONFIGURED;
    }

    /** The customer's retry policy. */
    public synchronized RetryPolicy policy() {
        return RetryPolicy.of(facts.retryScheduleSeconds());
    }

    /** Changes the facts as an event told, and lets through what may go then. */
    public void become(UnaryOperator<CallbackFacts> change) {
        synchronized (this) {
            CallbackFacts before = facts;
            facts = change.apply(facts);
            if (!Objects.equals(facts.url(), before.url())) {
                slots.forgetTheTimeAskedFor();
            }
            slots.leaveAloneUntil(facts.notBefore());
            if (facts.state() != before.state() && facts.state() != slots.state()) {
                slots.enter(facts.state(), threads.now(), policy());
            }
        }
        pump();
    }

    /** The lease that this gate belongs to. */
    public Lease lease() {
        return lease;
    }

    /** Drops the jobs that wait: the next lease has jobs of its own. */
    public synchronized void forget() {
        waiting.clear();
    }

    /** Tells whether no request is under way. */
    public synchronized boolean isQuiet() {
        return slots.isQuiet();
    }

    /** Puts a job at the end; it runs when its turn comes. */
    public void submit(PushJob job) {
        submit(List.of(job));
    }

    /** Puts jobs at the end. */
    public void submit(Collection<? extends PushJob> jobs) {
        synchronized (this) {
            jobs.forEach(waiting::add);
        }
        pump();
    }

    /** Asks for one attempt of a saga. A started probe must {@link #runReserved} or {@link #release}. */
    public synchronized Admission reserve() {
        Instant now = threads.now();
        return lease.maySend() ? slots.reserve(now, policy()) : new Admission.ClosedUntil(RequestSlots.askAgain(now));
    }

    /** Runs a job that has its slot. */
    public void runReserved(PushJob job) {
        attempt(job, System.nanoTime());
    }

    /** Gives a reserved slot back. */
    public void release() {
        synchronized (this) {
            slots.giveBack();
        }
        pump();
    }

    /** Notes how an attempt ended. Returns the time of the first probe if the callback is probed from now on. */
    public synchronized @Nullable Instant note(boolean failed) {
        return slots.count(failed, threads.now(), policy());
    }

    /** Notes that an answer rejected its punch. */
    public synchronized void noteRejection() {
        slots.countRejection();
    }

    /** Notes that an answer said that the callback is gone: nothing more begins, as its aggregate pauses it. */
    public synchronized void noteGone() {
        slots.enter(CallbackState.PAUSED, threads.now(), policy());
    }

    /** Begins nothing before that time, because an answer asked for it. */
    public synchronized void leaveAloneUntil(Instant until) {
        slots.leaveAloneUntil(until);
    }

    /** Lets through what may go. */
    public void pump() {
        for (PushJob job = next(); job != null; job = next()) {
            runReserved(job);
        }
    }

    private synchronized @Nullable PushJob next() {
        if (!waiting.mayTake() || !lease.maySend()) {
            return null;
        }
        Instant now = threads.now();
        @Nullable Instant time = slots.next(now, facts.perSecondMax());
        if (time == null || !wakeUp.isDue(time, now)) {
            return null;
        }
        boolean open = slots.isOpen();
        slots.take(now, facts.perSecondMax(), policy());
        return waiting.take(open);
    }

    /** No thread waits for the answer, unless the job must wait for something else. */
    private void attempt(PushJob job, long begun) {
        @Nullable CompletableFuture<Boolean> attempt = job.begin();
        if (attempt == null) {
            threads.run(() -> run(job, begun));
        } else {
            var unused = attempt.thenAccept(more -> ended(job, begun, more));
        }
    }

    private void run(PushJob job, long begun) {
        boolean more = true;
        try {
            more = job.run();
        } finally {
            ended(job, begun, more);
        }
    }

    private void ended(PushJob job, long begun, boolean more) {
        if (more && mayGoOn(job, begun)) {
            attempt(job, begun);
            return;
        }
        synchronized (this) {
            slots.giveBack();
            waiting.ended(job);
            if (more) {
                waiting.add(job);
            }
        }
        pump();
    }

    /** A job goes on while none that goes first waits or its turn is young, the callback is open and no rate limit is set. */
    private synchronized boolean mayGoOn(PushJob job, long begun) {
        boolean young = System.nanoTime() - begun < TURN_OF_A_LINE.toNanos();
        return waiting.mayGoOn(job, young) && isUnhindered();
    }
}
