package io.punchgate.api.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The conditions that a listed delivery satisfies, all of them. A null is no condition.
 *
 * @param callback the name of the callback
 * @param sn the serial number of the device
 * @param punchId the id of the punch
 * @param retrying only those that are pending and were attempted before
 * @param attemptsMin the least number of attempts; 0 is no condition
 * @param recordedFrom the earliest instant of record of the punch
 * @param recordedTo the latest instant of record of the punch
 */
public record DeliveryFilter(
        @Nullable DeliveryStatus status,
        @Nullable String callback,
        @Nullable String sn,
        @Nullable String punchId,
        boolean retrying,
        int attemptsMin,
        @Nullable Instant recordedFrom,
        @Nullable Instant recordedTo) {}
