/** Decides about a customer's callback: what an outcome means for it, when it opens and closes, what may be parked. */
@NullMarked
package io.punchgate.command.push.callback;

import org.jspecify.annotations.NullMarked;
