package io.punchgate.command.gateway;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Nothing was stored, or it is unknown: the device must send it again, which does no harm if it was stored after all. */
public final class ReportUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** When to send again if nothing better is known. */
    public static final Duration RETRY_AFTER_DEFAULT = Duration.ofSeconds(2);

    private final Duration retryAfter;

    public ReportUnavailable(Duration retryAfter, @Nullable Throwable cause) {
        super("the report was not stored, or it is unknown", cause, false, false);
        this.retryAfter = retryAfter;
    }

    /** How long to wait before sending again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
