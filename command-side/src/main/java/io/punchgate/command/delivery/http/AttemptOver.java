package io.punchgate.command.delivery.http;

import java.io.IOException;
import java.time.Duration;

/** The time for a request and its answer was over. */
public final class AttemptOver extends IOException {

    private static final long serialVersionUID = 1L;

    AttemptOver(Duration max) {
        super("no complete answer within " + max.toMillis() + " ms");
    }
}
