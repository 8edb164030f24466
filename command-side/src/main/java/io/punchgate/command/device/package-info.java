/**
 * The device: its settings and secrets, its admission, the meaning of its punches; and the operators' calls that change it. Which
 * punches are stored already, {@code ledger} knows.
 *
 * <p>It decides; it knows no transport's bytes, reads no clock, and never knows how a punch is pushed.
 */
@NullMarked
package io.punchgate.command.device;

import org.jspecify.annotations.NullMarked;
