/**
 * Lets a customer's requests through: how many at a time, how many a second, one probe at a time while the callback fails.
 * Stands beside {@code line} and {@code saga}, whose attempts it admits.
 *
 * <p>It never knows what is sent, what was answered, or where a punch waits.
 */
@NullMarked
package io.punchgate.command.delivery.gate;

import org.jspecify.annotations.NullMarked;
