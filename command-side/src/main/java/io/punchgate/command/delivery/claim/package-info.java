/**
 * Which process pushes: the one that holds Axon's claim on the token of the push processor, and only for a while after the
 * database last confirmed it. Also how far that processor has come.
 *
 * <p>It never knows a customer, a line or an attempt.
 */
@NullMarked
package io.punchgate.command.delivery.claim;

import org.jspecify.annotations.NullMarked;
