package io.punchgate.api.device;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A punch as a decoder reads it: well-formed, but not yet interpreted by the device's zone and codes.
 *
 * @param userId 1 to 64 code points, trimmed, without control characters
 * @param wallClock date and time as sent, to the millisecond
 * @param offset the offset sent with it; null: local to the device
 * @param attTimeRaw the time as received
 * @param state code or name as received, or null
 * @param input code or name as received, or null
 * @param codes the dialect's codes
 * @param temperature degrees Celsius, or null where absent or implausible
 * @param faceMask true if a mask was worn, or null
 */
public record ReportedPunch(
        String userId,
        LocalDateTime wallClock,
        @Nullable ZoneOffset offset,
        String attTimeRaw,
        @Nullable String state,
        @Nullable String input,
        CodeTable codes,
        @Nullable Location location,
        @Nullable Double temperature,
        @Nullable Boolean faceMask) {}
