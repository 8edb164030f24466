/**
 * Commands, events and replies about the deliveries to a customer's callback, and about the state of the callback.
 *
 * <p>It knows punches by reference only, and nothing of requests, tables or sagas.
 */
@NullMarked
package io.punchgate.api.delivery;

import org.jspecify.annotations.NullMarked;
