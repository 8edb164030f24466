package io.punchgate.api.attendance;

import io.punchgate.api.device.InputType;
import io.punchgate.api.device.Location;
import io.punchgate.api.device.PunchType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A punch as integrators read it. Of a person who was erased, all that is personal is null.
 *
 * @param userId null: the person was erased
 * @param time the instant of the punch
 * @param localTime the device's wall clock, ISO 8601, always with seconds
 * @param offset the device's offset from UTC, such as {@code +05:30}
 * @param attTimeRaw the time as the device sent it; null: the person was erased
 * @param temperature of the body, in degrees Celsius
 * @param transport the label of the transport, such as {@code http}
 * @param corrections in the order recorded; the other values stay as they were recorded
 * @param erased whether the person was erased
 */
public record PunchView(
        String id,
        String sn,
        @Nullable String userId,
        Instant time,
        String localTime,
        String offset,
        @Nullable String attTimeRaw,
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
        List<CorrectionView> corrections,
        boolean erased) {

    public PunchView {
        corrections = List.copyOf(corrections);
    }

    /** The same punch with these corrections. */
    public PunchView with(List<CorrectionView> others) {
        return new PunchView(
                id,
                sn,
                userId,
                time,
                localTime,
                offset,
                attTimeRaw,
                type,
                stateRaw,
                inputType,
                inputRaw,
                location,
                temperature,
                faceMask,
                transport,
                recordedAt,
                clockSuspect,
                others,
                erased);
    }

    /** The same punch of a person who is known. */
    public PunchView of(
            String person,
            @Nullable String attTime,
            @Nullable Location where,
            @Nullable Double degrees,
            @Nullable Boolean mask) {
        return new PunchView(
                id,
                sn,
                person,
                time,
                localTime,
                offset,
                attTime,
                type,
                stateRaw,
                inputType,
                inputRaw,
                where,
                degrees,
                mask,
                transport,
                recordedAt,
                clockSuspect,
                corrections,
                false);
    }
}
