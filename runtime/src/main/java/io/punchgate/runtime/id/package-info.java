/** Identifiers that processes make without asking each other. */
@NullMarked
package io.punchgate.runtime.id;

import org.jspecify.annotations.NullMarked;
