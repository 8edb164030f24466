package io.punchgate.command.delivery.callback;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.ANY;
import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryEvent;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import java.util.ArrayList;
import java.util.List;

/**
 * The reports that were stored last. The push tells a report again if it cannot know that it was stored, because the
 * database fell silent while committing: such a report must not count twice. Part of the aggregate's state.
 */
@JsonAutoDetect(fieldVisibility = ANY, getterVisibility = NONE, isGetterVisibility = NONE)
final class RecentReports {

    /** A report is told again before its teller tells the next one; few others come in between. */
    static final int LAST = 16;

    /** Not final, as a snapshot is read into it. */
    @SuppressWarnings("FieldMayBeFinal")
    private List<String> last = new ArrayList<>();

    /** Tells whether the same report was stored already. */
    boolean hold(DeliveryEvent report) {
        return last.contains(key(report));
    }

    void note(DeliveryEvent report) {
        String key = key(report);
        if (key.isEmpty()) {
            return;
        }
        if (report instanceof DeliveryAttemptFailed failed) {
            last.remove(parked(failed.punchId())); // it may be parked anew
        }
        last.add(key);
        if (last.size() > LAST) {
            last.removeFirst();
        }
    }

    /** Empty for what is told once, or does not matter if it is told twice. */
    private static String key(DeliveryEvent report) {
        return switch (report) {
            case PunchesDelivered e ->
                delivered(e.deliveries().getFirst()) + " "
                        + delivered(e.deliveries().getLast());
            case PunchDeliveredLater e -> "later " + delivered(e.delivery());
            case DeliveryAttemptFailed e ->
                "failed " + e.punchId() + " " + e.attempt().at();
            case DeliveryParked e -> parked(e.punchId());
            default -> "";
        };
    }

    private static String delivered(Delivered delivered) {
        return delivered.punch().punchId() + " " + delivered.attempt().at();
    }

    private static String parked(String punchId) {
        return "parked " + punchId;
    }
}
