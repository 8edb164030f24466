/** Operators renew here the key that signs the heads of the tree over all events. */
@NullMarked
package io.punchgate.command.audit;

import org.jspecify.annotations.NullMarked;
