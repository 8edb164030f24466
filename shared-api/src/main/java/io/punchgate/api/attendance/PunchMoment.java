package io.punchgate.api.attendance;

import java.time.Instant;

/**
 * The place of a punch in the order of punch times.
 *
 * @param position in the log; of punches of one instant, the one recorded first comes first
 */
public record PunchMoment(Instant time, long position) {}
