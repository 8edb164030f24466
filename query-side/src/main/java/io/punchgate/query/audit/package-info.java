/**
 * Auditors' questions: every event as it was stored, and whether the read models are what the events make of them.
 *
 * <p>Two things here are asked directly and not over the query bus. An export of events is a stream of unbounded size, and a
 * query's reply is one value in memory. A replay lives in the process that runs it, and with Axon Server a query may reach
 * another one. The package knows read models only as projections, reads the log and the tables, and changes neither.
 */
@NullMarked
package io.punchgate.query.audit;

import org.jspecify.annotations.NullMarked;
