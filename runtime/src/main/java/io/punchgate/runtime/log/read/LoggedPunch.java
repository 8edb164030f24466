package io.punchgate.runtime.log.read;

import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.PunchType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A punch in the log, or the correction of one.
 *
 * @param position in the log, from 1
 * @param recordedAt when it was received, by our clock
 * @param pushedType the punch's type as it is pushed
 * @param correction whether it is a correction
 * @param person the id of the key that seals what is personal of it; null: it is not sealed
 */
public record LoggedPunch(
        long position,
        PunchRef punch,
        Instant recordedAt,
        PunchType pushedType,
        boolean correction,
        @Nullable UUID person) {}
