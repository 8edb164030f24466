package io.punchgate.command.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.punchgate.api.Sha256;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.util.UUID;

/**
 * Two reports of one identity are the same punch, whatever the transport. The wall clock counts, not the instant: a
 * corrected time zone does not turn a re-sent log into new punches.
 *
 * @param wallTime the device's wall clock, after the gap rule, to the millisecond
 * @param who whose punch at which device: the start of a SHA-256, so that the ledger holds nothing personal in clear
 * @param kind the punch type, or the raw state in its place; and whether the wall clock showed the time a second time
 */
public record PunchIdentity(LocalDateTime wallTime, UUID who, String kind) {

    private static final String SECOND_PASS = "#2";

    static PunchIdentity of(String sn, String userId, PunchClock clock, String kind) {
        return new PunchIdentity(clock.wallTime(), who(sn, userId), clock.secondPass() ? kind + SECOND_PASS : kind);
    }

    /** The part of the identity that a report tells without the device's settings: the serial number and the user. */
    public static UUID who(String sn, String userId) {
        byte[] device = sn.getBytes(UTF_8);
        byte[] user = userId.getBytes(UTF_8);
        ByteBuffer named = ByteBuffer.allocate(2 * Integer.BYTES + device.length + user.length);
        named.putInt(device.length).put(device).putInt(user.length).put(user);
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(named.array()));
        return new UUID(hash.getLong(), hash.getLong());
    }
}
