package io.punchgate.command.delivery.claim;

/**
 * One time of having the claim, from taking it to losing it. Gates and lines belong to the lease in which they were
 * loaded: once it is over, they begin no attempt any more, and the next lease loads its own.
 */
public final class Lease {

    private final PushClaim claim;
    private volatile boolean sending;
    private volatile boolean over;

    public Lease(PushClaim claim) {
        this.claim = claim;
    }

    /** What durable events say has been taken in: attempts may begin. */
    public void begin() {
        sending = true;
    }

    /** No attempt begins any more, but what is under way still counts. */
    public void suspend() {
        sending = false;
    }

    public void end() {
        over = true;
    }

    public boolean isOver() {
        return over;
    }

    public boolean maySend() {
        return sending && !over && claim.isHeld();
    }
}
