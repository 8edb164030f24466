/** Events that a read model or the push could not take, as operators see them. */
@NullMarked
package io.punchgate.api.deadletter;

import org.jspecify.annotations.NullMarked;
