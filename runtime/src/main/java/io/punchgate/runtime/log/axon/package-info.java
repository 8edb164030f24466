/**
 * The log as Axon's event store: its storage engine, its streams for event processors, its serializer, and the beans of it
 * all. It stands on {@code log}, which knows nothing of it.
 *
 * <p>It never reads a table: it asks the log.
 */
@NullMarked
package io.punchgate.runtime.log.axon;

import org.jspecify.annotations.NullMarked;
