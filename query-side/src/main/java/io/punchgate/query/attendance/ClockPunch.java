package io.punchgate.query.attendance;

import io.punchgate.api.device.PunchType;
import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What pairing needs to know of a punch.
 *
 * @param position in the log; of punches of one instant, the one recorded first comes first
 * @param localTime the device's wall clock
 */
record ClockPunch(
        String sn,
        Instant time,
        LocalDateTime localTime,
        long position,
        @Nullable PunchType type) {}
