package io.punchgate.api;

import org.jspecify.annotations.Nullable;

/**
 * Identifies a callback.
 *
 * @param customerId the customer that it belongs to
 * @param name its name among the customer's callbacks, 1 to 32 of {@code a-z0-9-}
 */
public record CallbackId(String customerId, String name) {

    /** The name of the callback that calls without a name mean, and of every callback of the time before there were names. */
    public static final String DEFAULT_NAME = "default";

    /** The customer's callback of the name {@link #DEFAULT_NAME}. */
    public static CallbackId ofDefault(String customerId) {
        return new CallbackId(customerId, DEFAULT_NAME);
    }

    /** The callback of that {@link #storedName}. */
    public static CallbackId stored(String customerId, @Nullable String storedName) {
        return new CallbackId(customerId, storedName == null ? DEFAULT_NAME : storedName);
    }

    /** Tells whether its name is {@link #DEFAULT_NAME}. */
    public boolean isDefault() {
        return name.equals(DEFAULT_NAME);
    }

    /** The name as events hold it: null for the default callback, so that events read as they did before there were names. */
    public @Nullable String storedName() {
        return isDefault() ? null : name;
    }

    /** A text that no other callback has: the customer's id alone for the default callback. */
    public String key() {
        return isDefault() ? customerId : customerId + "/" + name;
    }
}
