package io.punchgate.command.push.line;

/**
 * One time of having the claim, from taking it to losing it. Gates and lines belong to the tenure in which they were
 * loaded: once it is over, they begin no attempt any more, and the next tenure loads its own.
 */
final class Tenure {

    private final PushClaim claim;
    private volatile boolean sending;
    private volatile boolean over;

    Tenure(PushClaim claim) {
        this.claim = claim;
    }

    /** What durable events say has been taken in: attempts may begin. */
    void begin() {
        sending = true;
    }

    /** No attempt begins any more, but what is under way still counts. */
    void suspend() {
        sending = false;
    }

    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    boolean maySend() {
        return sending && !over && claim.isHeld();
    }
}
