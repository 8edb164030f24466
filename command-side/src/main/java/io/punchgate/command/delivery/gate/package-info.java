/**
 * Admits requests to a customer's callback: so many at a time, so many a second, one probe at a time while the callback
 * fails. {@code line} and {@code saga} ask it for their attempts.
 *
 * <p>It never knows what is sent, what is answered, or where a punch waits.
 */
@NullMarked
package io.punchgate.command.delivery.gate;

import org.jspecify.annotations.NullMarked;
