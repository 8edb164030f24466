package io.punchgate.command.delivery.batch;

import io.punchgate.command.delivery.store.QueuedPunch;
import io.punchgate.command.delivery.webhook.PushSender;

/**
 * A punch in a batch.
 *
 * @param line that lent it
 * @param event as it is written in the request
 */
record BatchEvent(BatchLine line, QueuedPunch punch, PushSender.Event event) {

    boolean isStillNext() {
        return line.isNext(punch);
    }
}
