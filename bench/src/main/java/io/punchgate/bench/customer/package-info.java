/**
 * The customer's end of the push: a server that acknowledges at once, or behaves as badly as it is told to, and the
 * receipts that tell which punches arrived, when and in which order.
 *
 * <p>It stands on {@code load} for messages and latencies. It never knows which part of the bench measures.
 */
@NullMarked
package io.punchgate.bench.customer;

import org.jspecify.annotations.NullMarked;
