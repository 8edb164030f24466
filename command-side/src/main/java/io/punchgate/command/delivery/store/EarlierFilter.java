package io.punchgate.command.delivery.store;

import io.punchgate.api.customer.CallbackFilter;
import io.punchgate.api.customer.CallbackWants;
import org.jspecify.annotations.Nullable;

/**
 * The filter by which a callback chose the punches of a device before it was changed.
 *
 * @param upTo the sequence of the last punch that it chose or left
 * @param corrections true if it also chose corrections; else null, as in rows of the time before there were any
 */
public record EarlierFilter(
        long upTo, CallbackFilter filter, @Nullable Boolean corrections) {

    /** The wants of a callback up to that sequence. */
    public EarlierFilter(long upTo, CallbackWants wants) {
        this(upTo, wants.filter(), wants.corrections() ? true : null);
    }

    /** Its wants. */
    public CallbackWants wants() {
        return new CallbackWants(filter, Boolean.TRUE.equals(corrections));
    }
}
