package io.punchgate.command.device;

import java.time.LocalDateTime;
import java.util.UUID;

/**
 * A key under which a punch is entered in the ledger, and found again.
 *
 * @param time a wall clock, or an instant as UTC has it; to the millisecond
 * @param who whose punch at which device: the start of a SHA-256, so that the ledger holds nothing personal in clear
 * @param kind tells the punch from others of that person at that time, and instants from wall clocks
 */
public record PunchKey(LocalDateTime time, UUID who, String kind) {}
