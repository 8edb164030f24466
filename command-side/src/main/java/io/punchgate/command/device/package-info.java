/**
 * The device: its settings and secrets, its admission, the meaning of its punches; and the operators' calls that change
 * it. It stands beside {@code customer} and {@code delivery}; {@code ledger} below it knows which punches are stored.
 *
 * <p>It decides. It must never know a transport's bytes, a dialect's codes, or how a punch is delivered; its aggregate
 * reads no clock.
 */
@NullMarked
package io.punchgate.command.device;

import org.jspecify.annotations.NullMarked;
