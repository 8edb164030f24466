/**
 * Proofs that nobody changed the history: the tree over all events, its checkpoints, and the proof of each punch, in the public
 * formats of C2SP.
 *
 * <p>Texts for clients are made here; the tree is {@code runtime.log.tree}'s.
 */
@NullMarked
package io.punchgate.query.audit.proof;

import org.jspecify.annotations.NullMarked;
