/** Cheap load: it shares the cores with what it measures. */
@NullMarked
package io.punchgate.bench.load;

import org.jspecify.annotations.NullMarked;
