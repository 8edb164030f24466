/**
 * The push's own tables, as records: lines, devices, callbacks, unsent punches; and punches read back from the log.
 *
 * <p>It decides nothing and knows none of its neighbours; whoever changes a row says when it is written.
 */
@NullMarked
package io.punchgate.command.delivery.store;

import org.jspecify.annotations.NullMarked;
