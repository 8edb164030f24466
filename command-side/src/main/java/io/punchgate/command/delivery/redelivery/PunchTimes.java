package io.punchgate.command.delivery.redelivery;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The time in a punch's id, which is a UUID of version 7 (RFC 9562): its first 48 bits are milliseconds since 1970. */
final class PunchTimes {

    private static final int VERSION = 7;
    private static final int BITS_AFTER_TIME = 16;

    private PunchTimes() {}

    /** When the id was made; empty if it is not one of ours. */
    static Optional<Instant> of(String punchId) {
        try {
            UUID id = UUID.fromString(punchId);
            return id.version() == VERSION && id.toString().equals(punchId)
                    ? Optional.of(Instant.ofEpochMilli(id.getMostSignificantBits() >>> BITS_AFTER_TIME))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
