package io.punchgate.command.gateway.aiface;

import java.time.Duration;

/**
 * How long is waited for a terminal.
 *
 * @param greeting for the whole of a connection's first request
 * @param silence until a connection counts as dead; longer than {@code poll}, whose answers keep it alive
 * @param poll between two questions for records: many terminals send only the first of a day by themselves
 */
record Patience(Duration greeting, Duration silence, Duration poll) {

    static final Patience STANDARD =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(180), Duration.ofSeconds(60));
}
