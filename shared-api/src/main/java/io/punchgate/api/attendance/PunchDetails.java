package io.punchgate.api.attendance;

import io.punchgate.api.device.PunchType;
import org.jspecify.annotations.Nullable;

/**
 * A punch by itself, with what a push of it tells of its device.
 *
 * @param label the device's label when the punch was recorded; null: nobody knows it any more
 * @param serviceTagId the device's service tag, as it is now; null: the device is not known any more
 * @param pushedType the type that a push of it has: its own, or that of its device; null: it has none, and nobody knows that of the device any
 *     more
 */
public record PunchDetails(
        PunchView punch,
        @Nullable String label,
        @Nullable String serviceTagId,
        @Nullable PunchType pushedType) {}
