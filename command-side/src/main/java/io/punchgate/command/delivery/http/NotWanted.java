package io.punchgate.command.delivery.http;

import java.io.IOException;

/** The request waited for a connection until it was not to go out any more: it never left. */
public final class NotWanted extends IOException {

    private static final long serialVersionUID = 1L;

    NotWanted() {
        super("the request is no longer to go out");
    }
}
