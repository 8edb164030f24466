/** Devices on the wire, over each transport: as cheap as a real one, and with no help of the product's code. */
@NullMarked
package io.punchgate.bench.device;

import org.jspecify.annotations.NullMarked;
