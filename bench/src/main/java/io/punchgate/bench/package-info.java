/** Measures the packaged product against the raw limit and its peers, from outside, and writes the results down. */
@NullMarked
package io.punchgate.bench;

import org.jspecify.annotations.NullMarked;
