/**
 * One webhook request to a customer's server: what is sent, where it may go, and what the answer means; and the operators' test of
 * a callback.
 *
 * <p>It stores nothing and emits no event; it never knows the order of punches, retries or the state of a callback.
 */
@NullMarked
package io.punchgate.command.delivery.courier;

import org.jspecify.annotations.NullMarked;
