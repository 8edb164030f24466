/** Devices that behave like those in the field, to try an installation: peak, outages, backlogs, clocks that are off. */
@NullMarked
package io.punchgate.bench.simulator;

import org.jspecify.annotations.NullMarked;
