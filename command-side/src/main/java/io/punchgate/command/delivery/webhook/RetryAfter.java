package io.punchgate.command.delivery.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code Retry-After}: seconds or an HTTP date in any of its three forms (RFC 9110, 10.2.3 and 5.6.7). */
final class RetryAfter {

    /** More digits are a longer time than is ever waited. */
    private static final int DIGITS_MAX = 9;

    private static final long WAITED_SECONDS_MAX = Duration.ofHours(24).toSeconds();

    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ENGLISH);

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
        @Nullable Instant until = DateUtils.parseStandardDate(text);
        @Nullable Instant read = until == null ? asctime(text) : until;
        return read == null ? null : Math.max(0, Duration.between(now, read).toSeconds());
    }

    /** The form without a zone, which the library's parser leaves out. */
    private static @Nullable Instant asctime(String text) {
        try {
            return LocalDateTime.parse(text.replaceAll(" +", " "), ASCTIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
