/**
 * The scrubber: one process at a time reads all that is stored again, events against the tree of hashes, read models against the
 * events, the history of accesses against its chain, and names what was changed behind our back.
 *
 * <p>A pass feeds the events, window by window, to copies of the projections, whose tables are temporary ones of its own session. A
 * copy is compared with what is served in one snapshot of the database, at the position at which the served one stands: a read model
 * that lags is no fault. The package knows read models only as projections and tables, and changes none.
 */
@NullMarked
package io.punchgate.query.audit.scrub;

import org.jspecify.annotations.NullMarked;
