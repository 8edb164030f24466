package io.punchgate.runtime.access.history;

import org.jspecify.annotations.Nullable;

/**
 * An entry of the history.
 *
 * @param id its place, from 1 and without gaps
 * @param customerId the customer that the call is about, if the key or the path told
 * @param sn the device that the path named, if it did
 * @param record the JSON text that was hashed
 * @param hash of the entry before it and of {@code record}, in base64
 */
public record AccessEntry(
        long id, @Nullable String customerId, @Nullable String sn, String record, String hash) {}
