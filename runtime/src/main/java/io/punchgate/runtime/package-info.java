/**
 * The parts that both sides run on: the event log, access, web, SQL, the vault. This package only wires them together:
 * it imports its sub-packages, and none of them imports it.
 *
 * <p>It never knows what an event means.
 */
@NullMarked
package io.punchgate.runtime;

import org.jspecify.annotations.NullMarked;
