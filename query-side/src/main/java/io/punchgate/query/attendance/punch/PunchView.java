package io.punchgate.query.attendance.punch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.Location;
import io.punchgate.api.device.PunchType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A punch as integrators read it.
 *
 * @param position in the log; not shown
 * @param time the instant of the punch, as ISO 8601 ending in {@code Z}
 * @param localTime the device's wall clock, always with seconds
 * @param corrections what managers corrected
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record PunchView(
        @JsonIgnore long position,
        String id,
        String sn,
        String userId,
        Instant time,
        String localTime,
        String offset,
        String attTimeRaw,
        @Nullable PunchType type,
        @Nullable String stateRaw,
        InputType inputType,
        @Nullable String inputRaw,
        @Nullable Location location,
        @Nullable Double temperature,
        @Nullable Boolean faceMask,
        String transport,
        Instant recordedAt,
        boolean clockSuspect,
        List<Object> corrections) {

    PunchView {
        corrections = List.copyOf(corrections);
    }
}
