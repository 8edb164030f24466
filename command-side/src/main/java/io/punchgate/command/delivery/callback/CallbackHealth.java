package io.punchgate.command.delivery.callback;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.ANY;
import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.punchgate.api.delivery.CallbackState;
import io.punchgate.api.delivery.DeliveryEvent;
import io.punchgate.api.delivery.PausedBy;

/** How a callback stands, as its events tell. Part of the aggregate's state. */
@JsonAutoDetect(fieldVisibility = ANY, getterVisibility = NONE, isGetterVisibility = NONE)
final class CallbackHealth {

    private CallbackState state = CallbackState.OPEN;
    private boolean pausedByOperator;
    private int rejectedInARow;
    private RecentAttempts trouble = new RecentAttempts();

    RecentAttempts trouble() {
        return trouble;
    }

    CallbackState state() {
        return state;
    }

    boolean isPausedByOperator() {
        return state == CallbackState.PAUSED && pausedByOperator;
    }

    /** How many punches were parked as rejected since the last acknowledgement. */
    int rejectedInARow() {
        return rejectedInARow;
    }

    void on(DeliveryEvent event) {
        switch (event) {
            case DeliveryEvent.PunchesDelivered e -> {
                rejectedInARow = 0;
                e.deliveries().forEach(delivered -> trouble.note(true, delivered.attempt()));
            }
            case DeliveryEvent.PunchDeliveredLater e -> {
                rejectedInARow = 0;
                trouble.note(true, e.delivery().attempt());
            }
            case DeliveryEvent.DeliveryParked e -> rejectedInARow = e.rejected() ? rejectedInARow + 1 : rejectedInARow;
            case DeliveryEvent.CallbackEvent e -> become(e);
            case DeliveryEvent.DeliveryAttemptFailed e -> trouble.note(false, e.attempt());
            case DeliveryEvent.CallbackDegraded e -> trouble.warned(true);
            case DeliveryEvent.CallbackRecovered e -> trouble.warned(false);
            case DeliveryEvent.DeliveryRetryPlanned e -> {}
            case DeliveryEvent.RedeliveryRequested e -> {}
        }
    }

    private void become(DeliveryEvent.CallbackEvent event) {
        state = event.stateAfter();
        pausedByOperator = event.pausedBy() == PausedBy.OPERATOR;
        if (state == CallbackState.OPEN) {
            rejectedInARow = 0;
        }
    }
}
