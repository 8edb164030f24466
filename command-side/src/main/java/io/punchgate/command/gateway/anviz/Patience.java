package io.punchgate.command.gateway.anviz;

import java.time.Duration;

/**
 * How long is waited for a device.
 *
 * @param greeting until it has told its serial number
 * @param poll between two looks for records that are new; an answer has to come in this time
 */
record Patience(Duration greeting, Duration poll) {

    static final Patience STANDARD = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(60));
}
