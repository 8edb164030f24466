/**
 * Transparency logs as RFC 6962 and C2SP describe them: hashes of a Merkle tree, proofs, tiles, checkpoints and signed notes.
 *
 * <p>Pure functions of bytes and texts, used by the process that has the tree and by the tool that checks it offline. It knows no
 * database, no event and no Spring.
 */
@NullMarked
package io.punchgate.runtime.tree;

import org.jspecify.annotations.NullMarked;
