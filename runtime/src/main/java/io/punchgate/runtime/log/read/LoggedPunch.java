package io.punchgate.runtime.log.read;

import io.punchgate.api.delivery.PunchRef;
import java.time.Instant;

/**
 * A punch in the log.
 *
 * @param position in the log, from 1
 * @param recordedAt when it was received, by our clock
 */
public record LoggedPunch(long position, PunchRef punch, Instant recordedAt) {}
