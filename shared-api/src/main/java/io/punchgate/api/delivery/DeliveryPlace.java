package io.punchgate.api.delivery;

import org.jspecify.annotations.Nullable;

/**
 * A place in a list of deliveries, which is sorted by punch, in the order recorded, and then by callback, the
 * default one first.
 *
 * @param position in the log, of the punch; 0: before all
 * @param callback as the list sorts it, opaque; null: behind all deliveries of the punch
 */
public record DeliveryPlace(long position, @Nullable String callback) {

    /** The place behind all deliveries of the punch at that position. */
    public static DeliveryPlace behind(long position) {
        return new DeliveryPlace(position, null);
    }
}
