package io.punchgate.api.attendance;

import io.punchgate.api.device.PunchType;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The conditions that a listed punch satisfies, all of them. A null is no condition; all bounds belong to the range.
 *
 * @param userId the user, exactly
 * @param sn the serial number of the device, exactly
 * @param transport the label of a transport, such as {@code http}
 * @param from the earliest instant of the punch
 * @param to the latest instant of the punch
 * @param fromDay the first day by the device's wall clock
 * @param toDay the last day by the device's wall clock
 * @param recordedFrom the earliest instant of record
 * @param recordedTo the latest instant of record
 */
public record PunchFilter(
        @Nullable String userId,
        @Nullable String sn,
        @Nullable PunchType type,
        @Nullable String transport,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable LocalDate fromDay,
        @Nullable LocalDate toDay,
        @Nullable Instant recordedFrom,
        @Nullable Instant recordedTo) {}
