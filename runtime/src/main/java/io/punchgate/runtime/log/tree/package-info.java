/**
 * The Merkle tree over all events: it follows the log, is kept in tiles, and its checkpoints are signed. Every process may add to it;
 * the row of the tree lets one at a time.
 *
 * <p>It knows stored texts by their hashes, and never what is in them.
 */
@NullMarked
package io.punchgate.runtime.log.tree;

import org.jspecify.annotations.NullMarked;
