package io.punchgate.command.gateway.tcp;

import java.time.Duration;

/**
 * The times that the gateway waits.
 *
 * @param auth for the first line of a connection
 * @param instructionAnswer before an instruction that the device did not answer may be handed out again
 * @param farewell for a peer to close, once it was sent its last line
 * @param shutdown for answers that are under way when the process stops
 */
record TcpTimeouts(Duration auth, Duration instructionAnswer, Duration farewell, Duration shutdown) {

    /** The contract's; a second more than a minute, so that the minute is over. */
    static final TcpTimeouts STANDARD = new TcpTimeouts(
            Duration.ofSeconds(10), Duration.ofSeconds(61), Duration.ofSeconds(2), Duration.ofSeconds(5));
}
