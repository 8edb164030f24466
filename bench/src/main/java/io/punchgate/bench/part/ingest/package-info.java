/** The parts that measure how many punches a second the product takes in, beside the raw limit and its peers. */
@NullMarked
package io.punchgate.bench.part.ingest;

import org.jspecify.annotations.NullMarked;
