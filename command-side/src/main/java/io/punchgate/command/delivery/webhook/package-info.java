/**
 * One webhook request to a customer's server: the body, the signature, the addresses that it may reach, and the meaning of
 * the answer; and the operators' test of a callback.
 *
 * <p>It stores nothing, emits no event, and never knows the order of punches, retries or the state of a callback.
 */
@NullMarked
package io.punchgate.command.delivery.webhook;

import org.jspecify.annotations.NullMarked;
