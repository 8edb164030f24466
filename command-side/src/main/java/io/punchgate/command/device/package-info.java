/**
 * The device: who it is, what it may do, and what its punches mean. It decides; it knows no transport and reads no clock.
 */
@NullMarked
package io.punchgate.command.device;

import org.jspecify.annotations.NullMarked;
