/**
 * Sets aside an event that a handler cannot take, in Axon's dead-letter queue, and lets everything else go on. The event
 * processors of both sides are wired with it by {@code log.axon}; operators list and retry what was set aside through
 * {@code DeadLetters}. It knows no handler and no feature.
 */
@NullMarked
package io.punchgate.runtime.log.deadletter;

import org.jspecify.annotations.NullMarked;
