package io.punchgate.command.gateway;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A report was not stored, or its fate is unknown. The device must send it again; if it was stored after all, that does
 * no harm.
 */
public final class ReportUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The wait before sending again, if nothing better is known. */
    public static final Duration RETRY_AFTER_DEFAULT = Duration.ofSeconds(2);

    private final Duration retryAfter;

    public ReportUnavailable(Duration retryAfter, @Nullable Throwable cause) {
        super("the report was not stored, or it is unknown", cause, false, false);
        this.retryAfter = retryAfter;
    }

    /** The wait before sending again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
