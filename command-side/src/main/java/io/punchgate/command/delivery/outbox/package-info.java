/**
 * The push's parts of each callback beside its gate: the outcomes that its aggregate has not stored yet, and the number of
 * punches that wait. {@code line} fills them.
 *
 * <p>It never knows a line, or what is sent.
 */
@NullMarked
package io.punchgate.command.delivery.outbox;

import org.jspecify.annotations.NullMarked;
