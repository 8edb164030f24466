package io.punchgate.command.lane;

import java.time.Duration;

/** Too many commands wait already: nothing was done. Send it again after {@link #retryAfter()}. */
public final class LaneFull extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public LaneFull(Duration retryAfter) {
        super("too many commands are waiting", null, false, false);
        this.retryAfter = retryAfter;
    }

    /** How long to wait before sending again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
