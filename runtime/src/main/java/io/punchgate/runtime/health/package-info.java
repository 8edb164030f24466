/** Judges event processors, in whatever process they run, by what the database shows of them. It knows no processor. */
@NullMarked
package io.punchgate.runtime.health;

import org.jspecify.annotations.NullMarked;
