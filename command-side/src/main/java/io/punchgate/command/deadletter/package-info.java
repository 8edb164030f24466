/** Lets operators have an event handled again that was set aside. It knows the runtime's dead letters alone. */
@NullMarked
package io.punchgate.command.deadletter;

import org.jspecify.annotations.NullMarked;
