/**
 * Pushes every punch to its customer's server: at least once, in the order of its device, and no more after an
 * acknowledgement was read. It knows devices and customers by their events only.
 */
@NullMarked
package io.punchgate.command.push;

import org.jspecify.annotations.NullMarked;
