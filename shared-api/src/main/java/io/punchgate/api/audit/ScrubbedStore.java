package io.punchgate.api.audit;

import org.jspecify.annotations.Nullable;

/** The findings of the scrubber of all processes. */
public interface ScrubbedStore {

    /**
     * The faults of that customer, and how far the scrubber is.
     *
     * @param customerId null: all, those of no customer too
     */
    ScrubView scrubbed(@Nullable String customerId);
}
