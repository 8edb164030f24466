package io.punchgate.command.delivery.callback;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.ANY;
import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.punchgate.api.delivery.CallbackEvent;
import io.punchgate.api.delivery.CallbackState;
import io.punchgate.api.delivery.DeliveryEvent;
import io.punchgate.api.delivery.DeliveryEvent.CallbackDegraded;
import io.punchgate.api.delivery.DeliveryEvent.CallbackRecovered;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryErased;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryRetryPlanned;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.DeliveryEvent.RedeliveryRequested;
import io.punchgate.api.delivery.PausedBy;
import io.punchgate.api.delivery.Verdict;

/** The state of a callback, as its events tell. Part of the aggregate's state. */
@JsonAutoDetect(fieldVisibility = ANY, getterVisibility = NONE, isGetterVisibility = NONE)
final class CallbackHealth {

    /** So many punches parked as rejected in a row, and the callback is wrong, not the punches. */
    static final int REJECTED_IN_A_ROW_MAX = 3;

    private CallbackState state = CallbackState.OPEN;
    private boolean pausedByOperator;
    private int rejectedInARow;

    @JsonProperty("trouble") // its first name in snapshots
    private RecentAttempts attempts = new RecentAttempts();

    private RecentReports reports = new RecentReports();

    RecentReports reports() {
        return reports;
    }

    RecentAttempts attempts() {
        return attempts;
    }

    CallbackState state() {
        return state;
    }

    boolean isPausedByOperator() {
        return state == CallbackState.PAUSED && pausedByOperator;
    }

    /** An answer that was under way when an operator paused does not undo the pause. */
    boolean reopensWhenAcknowledged() {
        return state != CallbackState.OPEN && !isPausedByOperator();
    }

    /** The punches parked as rejected since the last acknowledgement. */
    int rejectedInARow() {
        return rejectedInARow;
    }

    /** Tells whether the callback, and not the punches, is to blame for the rejections. */
    boolean isRejectingAll() {
        return rejectedInARow >= REJECTED_IN_A_ROW_MAX && state != CallbackState.PAUSED;
    }

    void on(DeliveryEvent event) {
        reports.note(event);
        switch (event) {
            case PunchesDelivered e -> {
                rejectedInARow = 0;
                e.deliveries().forEach(delivered -> attempts.note(true, delivered.attempt()));
            }
            case PunchDeliveredLater e -> {
                rejectedInARow = 0;
                attempts.note(true, e.delivery().attempt());
            }
            case DeliveryAttemptFailed e -> {
                if (e.verdict() != Verdict.UNSUITED) {
                    attempts.note(false, e.attempt());
                }
            }
            case DeliveryParked e -> rejectedInARow += e.rejected() ? 1 : 0;
            case CallbackEvent e -> become(e);
            case CallbackDegraded e -> attempts.warned(true);
            case CallbackRecovered e -> attempts.warned(false);
            case DeliveryRetryPlanned e -> {}
            case RedeliveryRequested e -> {}
            case DeliveryErased e -> {}
        }
    }

    private void become(CallbackEvent event) {
        state = event.stateAfter();
        pausedByOperator = event.pausedBy() == PausedBy.OPERATOR;
        if (state == CallbackState.OPEN) {
            rejectedInARow = 0;
        }
    }
}
