package io.punchgate.runtime.access.history;

import org.jspecify.annotations.Nullable;

/**
 * A change in the history that was made behind our back.
 *
 * @param place the number of the entry, or the head of the chain
 * @param customerId the customer that the entry is about, if it is known
 */
public record AccessFault(String place, @Nullable String customerId) {

    static AccessFault of(long id, @Nullable String customerId) {
        return new AccessFault(Long.toString(id), customerId);
    }
}
