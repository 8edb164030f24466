package io.punchgate.command.lane;

import java.time.Duration;

/** Too many commands wait already: nothing was done. Send it again after {@link #retryAfter()}. */
public final class LaneFull extends RuntimeException {

    /** The wait that a refused caller is told. */
    static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public LaneFull(Duration retryAfter) {
        super("too many commands are waiting", null, false, false);
        this.retryAfter = retryAfter;
    }

    /** The time to wait before sending again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
