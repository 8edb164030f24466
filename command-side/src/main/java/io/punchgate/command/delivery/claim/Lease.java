package io.punchgate.command.delivery.claim;

/**
 * One term of holding the claim, from taking it to losing it. Gates and lines belong to the lease in which they were
 * loaded: once it is over they begin no attempt any more, and the next lease loads its own.
 */
public final class Lease {

    private final PushClaim claim;
    private volatile boolean sending;
    private volatile boolean over;

    /** A lease that may not send yet. */
    public Lease(PushClaim claim) {
        this.claim = claim;
    }

    /** Lets attempts begin: all durable events are taken in. */
    public void begin() {
        sending = true;
    }

    /** Lets no more attempts begin; those under way still count. */
    public void suspend() {
        sending = false;
    }

    /** Ends the lease: the claim is lost. */
    public void end() {
        over = true;
    }

    /** Tells whether the claim was lost. */
    public boolean isOver() {
        return over;
    }

    /** Tells whether an attempt may begin now. */
    public boolean maySend() {
        return sending && !over && claim.isHeld();
    }
}
