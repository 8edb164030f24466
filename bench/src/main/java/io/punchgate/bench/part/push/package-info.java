/** The parts that measure how soon and how fast punches reach customers' servers, and what one customer costs another there. */
@NullMarked
package io.punchgate.bench.part.push;

import org.jspecify.annotations.NullMarked;
