/**
 * The device: the reports of devices, the commands of operators, the events and replies that follow, and the values in
 * them.
 *
 * <p>It stands beside {@code customer} and {@code delivery}. It must never know a dialect's bytes or codes.
 */
@NullMarked
package io.punchgate.api.device;

import org.jspecify.annotations.NullMarked;
