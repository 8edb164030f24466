/**
 * The aggregate of a customer's callback: what an outcome means for it, when it opens and closes, what may be parked; and the
 * operators' calls that set, pause and resume it.
 *
 * <p>It reads no clock and no table, and never knows a line, a request or a connection.
 */
@NullMarked
package io.punchgate.command.delivery.callback;

import org.jspecify.annotations.NullMarked;
