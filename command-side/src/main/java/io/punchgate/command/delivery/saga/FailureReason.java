package io.punchgate.command.delivery.saga;

import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import org.jspecify.annotations.Nullable;

/** The reason why a punch is pending or parked, in words for people: without the answer, which may name a person. */
final class FailureReason {

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
        boolean empty = attempt.sealedExcerpt() == null && (excerpt == null || excerpt.isBlank());
        return "status " + attempt.statusCode() + (empty ? ", empty answer" : "");
    }
}
