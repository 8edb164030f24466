package io.punchgate.command.delivery.saga;

import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The reason why a punch is pending or parked, in words for people. */
final class FailureReason {

    private static final int EXCERPT_CHARACTERS_MAX = 120;

    private FailureReason() {}

    static String of(DeliveryAttemptFailed event) {
        Attempt attempt = event.attempt();
        String said = words(attempt);
        return switch (event.verdict()) {
            case REJECTED -> "rejected: " + said;
            case UNREACHABLE -> "not reachable: " + said;
            case GONE -> "the callback is gone: " + said;
            case UNSUITED -> "not sent: " + said;
        };
    }

    private static String words(Attempt attempt) {
        if (attempt.error() != null) {
            return attempt.error();
        }
        @Nullable String excerpt = attempt.excerpt();
        String shown = Objects.requireNonNullElse(excerpt, "").strip();
        String cut = shown.substring(0, Math.min(shown.length(), EXCERPT_CHARACTERS_MAX));
        return "status " + attempt.statusCode() + (cut.isEmpty() ? ", empty answer" : ", " + cut);
    }
}
