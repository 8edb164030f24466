package io.punchgate.command.delivery.http;

import java.io.IOException;

/** A connection ended before the answer was complete, or brought bytes that are no answer. */
public final class NoAnswer extends IOException {

    private static final long serialVersionUID = 1L;

    NoAnswer(String reason) {
        super(reason);
    }
}
