/**
 * The push's own tables as records: lines, devices, callbacks, unsent punches; and punches read back from the log.
 *
 * <p>It decides nothing and knows none of its neighbours. {@code line} says which rows change, and when they are written.
 */
@NullMarked
package io.punchgate.command.delivery.store;

import org.jspecify.annotations.NullMarked;
