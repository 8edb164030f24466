/** Shows operators the events that a read model or the push could not take. It knows the runtime's dead letters alone. */
@NullMarked
package io.punchgate.query.deadletter;

import org.jspecify.annotations.NullMarked;
