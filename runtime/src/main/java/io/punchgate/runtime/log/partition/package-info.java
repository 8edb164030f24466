/**
 * The partitions of the event log: made ahead, and, once full, told of by a directory of streams, so that a stream is read from
 * the partitions that hold it. Old ones may be archived.
 *
 * <p>It never knows what an event is.
 */
@NullMarked
package io.punchgate.runtime.log.partition;

import org.jspecify.annotations.NullMarked;
