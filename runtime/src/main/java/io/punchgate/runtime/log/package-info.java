/**
 * The event log: how events are stored, appended and read, and how those who follow it are woken. Beside it stand
 * {@code read}, through which features ask the log, and {@code axon}, which is the log as Axon's event store.
 *
 * <p>It never knows what an event means, but for its name.
 */
@NullMarked
package io.punchgate.runtime.log;

import org.jspecify.annotations.NullMarked;
