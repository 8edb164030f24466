package io.punchgate.query.console.customer;

import org.jspecify.annotations.Nullable;

/**
 * A customer among the others.
 *
 * @param link to the customer's page
 * @param online the number of devices that are
 * @param devices the number of devices
 * @param callback the state of the default callback; null: there is none
 */
public record CustomerLine(
        String id,
        String name,
        String link,
        long online,
        long devices,
        long pending,
        long parked,
        @Nullable String callback) {}
