package io.punchgate.api.device;

import org.jspecify.annotations.Nullable;

/**
 * The place of a punch.
 *
 * @param lat degrees north, -90 to 90
 * @param lng degrees east, -180 to 180
 * @param accuracy radius in metres, where the device told it
 */
public record Location(double lat, double lng, @Nullable Double accuracy) {}
