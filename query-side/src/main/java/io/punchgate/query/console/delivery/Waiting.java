package io.punchgate.query.console.delivery;

import io.punchgate.api.delivery.DeliveryStatus;
import io.punchgate.api.delivery.DeliveryView;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells why a delivery stands where it does, also where the delivery itself has no reason. */
final class Waiting {

    private Waiting() {}

    static String why(DeliveryView delivery, List<CallbackCard> cards) {
        @Nullable String reason = delivery.reason();
        if (reason != null || !delivery.status().equals(DeliveryStatus.PENDING.label())) {
            return Objects.requireNonNullElse(reason, "");
        }
        String state = cards.stream()
                .filter(card -> Objects.equals(card.name(), delivery.callback()))
                .map(card -> Objects.requireNonNullElse(card.state(), ""))
                .findFirst()
                .orElse("");
        return switch (state) {
            case "paused" -> "the callback is paused";
            case "probing", "misconfigured" -> "the callback is probed, one request at a time";
            default -> "waits for its turn, in the order of its device";
        };
    }
}
