/** Figures of repeated rounds and the tables that show them. It never knows what was measured. */
@NullMarked
package io.punchgate.bench.figure;

import org.jspecify.annotations.NullMarked;
