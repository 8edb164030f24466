package io.punchgate.command.gateway.anviz;

import java.time.Duration;

/**
 * The times that the gateway waits for a device.
 *
 * @param handshake until it has told its serial number
 * @param poll between two looks for records that are new; an answer has to come in this time
 */
record AnvizTimeouts(Duration handshake, Duration poll) {

    static final AnvizTimeouts STANDARD = new AnvizTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(60));
}
