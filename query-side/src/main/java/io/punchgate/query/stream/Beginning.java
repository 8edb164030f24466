package io.punchgate.query.stream;

import io.punchgate.query.stream.event.EventId;
import java.time.Instant;

/**
 * The place at which a stream begins.
 *
 * @param told the listener was told everything up to there, or does not want it
 * @param silencesTold as {@code told}, of devices that were silent for too long
 */
record Beginning(EventId told, Instant silencesTold) {}
