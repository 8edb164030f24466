/**
 * Keeps secrets that must be sent or signed with, and so cannot be kept as hashes. Events name them by id, never by
 * value.
 */
@NullMarked
package io.punchgate.runtime.vault;

import org.jspecify.annotations.NullMarked;
