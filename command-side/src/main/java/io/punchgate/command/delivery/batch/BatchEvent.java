package io.punchgate.command.delivery.batch;

import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.command.delivery.store.QueuedPunch;
import io.punchgate.command.delivery.webhook.Outcome;
import io.punchgate.command.delivery.webhook.PushSender;
import java.util.function.UnaryOperator;

/**
 * A punch in a batch.
 *
 * @param line that lent it
 * @param event as it is written in the request
 * @param kept makes an attempt for it what is kept of that
 */
record BatchEvent(BatchLine line, QueuedPunch punch, PushSender.Event event, UnaryOperator<Attempt> kept) {

    Delivered delivered(Outcome.Acknowledged outcome) {
        return new Delivered(punch.ref(), kept.apply(outcome.attempt()));
    }

    boolean isStillNext() {
        return line.isNext(punch);
    }
}
