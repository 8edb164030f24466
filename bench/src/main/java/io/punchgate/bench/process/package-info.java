/**
 * The processes that the bench starts and ends: the product, its peers, their database, and the machine
 * that they run on.
 *
 * <p>It stands on {@code load} for the keys of devices. It never knows what is measured.
 */
@NullMarked
package io.punchgate.bench.process;

import org.jspecify.annotations.NullMarked;
