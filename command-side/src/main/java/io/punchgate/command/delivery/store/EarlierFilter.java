package io.punchgate.command.delivery.store;

import io.punchgate.api.customer.CallbackFilter;

/**
 * The filter by which a callback chose the punches of a device before it was changed.
 *
 * @param upTo the sequence of the last punch that it chose or left
 */
public record EarlierFilter(long upTo, CallbackFilter filter) {}
