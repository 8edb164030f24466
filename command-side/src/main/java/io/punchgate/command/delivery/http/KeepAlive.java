package io.punchgate.command.delivery.http;

import io.netty.handler.codec.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The time for which a connection is kept after an answer. */
final class KeepAlive {

    /** Shorter than servers commonly keep connections, so that a push seldom meets one that is being closed. */
    static final Duration MAX = Duration.ofSeconds(4);

    private static final String NAME = "Keep-Alive";
    private static final Pattern TIMEOUT = Pattern.compile("timeout\\s*=\\s*\"?(\\d{1,9})", Pattern.CASE_INSENSITIVE);

    private KeepAlive() {}

    /** Half the time that the server offers, if that is short: it counts from when it wrote the answer. */
    static long nanos(HttpResponse answer) {
        @Nullable String offer = answer.headers().get(NAME);
        if (offer == null) {
            return MAX.toNanos();
        }
        Matcher timeout = TIMEOUT.matcher(offer);
        Duration offered = timeout.find() ? Duration.ofSeconds(Long.parseLong(timeout.group(1))) : MAX;
        return offered.compareTo(MAX) < 0 ? offered.dividedBy(2).toNanos() : MAX.toNanos();
    }
}
