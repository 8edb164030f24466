package io.punchgate.api.attendance;

import org.jspecify.annotations.Nullable;

/**
 * A punch by itself, with what a push of it tells of its device.
 *
 * @param label the device's label when the punch was recorded; null: nobody knows it any more
 * @param serviceTagId the device's service tag, as it is now; null: the device is not known any more
 */
public record PunchDetails(
        PunchView punch, @Nullable String label, @Nullable String serviceTagId) {}
