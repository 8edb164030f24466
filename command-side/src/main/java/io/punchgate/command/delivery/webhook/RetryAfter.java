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

    /**
     * The delay asked for in seconds, never negative nor less than asked for; null if the header is missing or cannot be read.
     *
     * @param since the instant from which the delay counts
     */
    static @Nullable Long seconds(@Nullable String header, Instant since) {
        if (header == null) {
            return null;
        }
        String text = header.strip();
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return text.length() <= DIGITS_MAX ? Long.valueOf(text) : Long.valueOf(WAITED_SECONDS_MAX);
        }
        @Nullable
        Date until = text.isEmpty() || text.length() > DATE_CHARACTERS_MAX ? null : DateFormatter.parseHttpDate(text);
        return until == null ? null : Math.max(0, wholeSeconds(Duration.between(since, until.toInstant())));
    }

    /** A part of a second counts as one: what is waited for is the date, and not the second before it. */
    private static long wholeSeconds(Duration delay) {
        return delay.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
