package io.punchgate.command.delivery.webhook;

import io.netty.handler.codec.DateFormatter;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code Retry-After}: seconds or an HTTP date in any of its three forms (RFC 9110, 10.2.3 and 5.6.7). */
final class RetryAfter {

    /** More digits are a longer time than is ever waited. */
    private static final int DIGITS_MAX = 9;

    /** No date is longer; what is, the parser does not read but fails for. */
    private static final int DATE_CHARACTERS_MAX = 64;

    private static final long WAITED_SECONDS_MAX = Duration.ofHours(24).toSeconds();

    private RetryAfter() {}

    /** The delay asked for in seconds, never negative; null if the header is missing or cannot be read. */
    static @Nullable Long seconds(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        String text = header.strip();
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return text.length() <= DIGITS_MAX ? Long.valueOf(text) : Long.valueOf(WAITED_SECONDS_MAX);
        }
        @Nullable
        Date until = text.isEmpty() || text.length() > DATE_CHARACTERS_MAX ? null : DateFormatter.parseHttpDate(text);
        return until == null
                ? null
                : Math.max(0, Duration.between(now, until.toInstant()).toSeconds());
    }
}
