/** The part that reads: pages of lists and whole exports, of many stored punches. */
@NullMarked
package io.punchgate.bench.part.read;

import org.jspecify.annotations.NullMarked;
