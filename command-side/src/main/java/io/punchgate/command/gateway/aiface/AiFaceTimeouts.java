package io.punchgate.command.gateway.aiface;

import java.time.Duration;

/**
 * The times that the gateway waits for a terminal.
 *
 * @param firstRequest for the whole of a connection's first request
 * @param silence until a connection counts as dead; longer than {@code poll}, whose answers keep it alive
 * @param poll between two questions for records: many terminals send only the first of a day by themselves
 */
record AiFaceTimeouts(Duration firstRequest, Duration silence, Duration poll) {

    static final AiFaceTimeouts STANDARD =
            new AiFaceTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(180), Duration.ofSeconds(60));
}
