/**
 * Reads the log again and holds it against the tree of hashes, and each event's columns against its stored text: a change behind
 * our back shows, and is named by its position.
 *
 * <p>It names what is wrong and mends nothing. It never knows who reads of it.
 */
@NullMarked
package io.punchgate.runtime.log.check;

import org.jspecify.annotations.NullMarked;
