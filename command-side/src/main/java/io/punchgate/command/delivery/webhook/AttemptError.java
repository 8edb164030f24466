package io.punchgate.command.delivery.webhook;

import io.punchgate.command.delivery.http.AttemptOver;
import io.punchgate.command.delivery.http.NoAnswer;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Collection;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The reason why there was no answer, in words for people. */
final class AttemptError {

    private static final int CHARACTERS_MAX = 300;

    private AttemptError() {}

    static String of(@Nullable Throwable cause, Collection<String> secrets) {
        String text = switch (cause) {
            case null -> "failed";
            case AddressPolicy.AddressRefused e -> e.getMessage();
            case UnknownHostException e -> "unknown host: " + e.getMessage();
            case ConnectException e -> "no connection: " + e.getMessage();
            case SSLException e -> "TLS failed: " + e.getMessage();
            case AttemptOver e -> e.getMessage();
            case NoAnswer e -> e.getMessage();
            default -> cause.getClass().getSimpleName() + ": " + cause.getMessage();
        };
        // An unreadable answer is quoted in the exception's words: it may echo what was sent.
        return Excerpt.of(text == null ? "failed" : text, secrets, CHARACTERS_MAX);
    }
}
