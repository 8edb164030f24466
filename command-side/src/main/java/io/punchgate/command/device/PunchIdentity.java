package io.punchgate.command.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.punchgate.api.Sha256;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * Two reports that share a key are the same punch, whatever the transport. The first key has the wall clock at the device,
 * after the gap rule: a corrected time zone does not turn a re-sent log into new punches. A corrected zone moves the wall
 * clock of a time that came with an offset, so such a punch has a second key with its instant, which no zone moves.
 *
 * @param keys one or two, the wall clock's first
 */
public record PunchIdentity(List<PunchKey> keys) {

    /** The wall clock showed the time for the second time. */
    private static final String SECOND_PASS = "#2";
    /** No kind of a wall clock begins so. */
    private static final String OF_INSTANT = "@";

    /**
     * The identity of a punch.
     *
     * @param kind the punch type, or the raw state in its place
     */
    static PunchIdentity of(String sn, String userId, PunchClock clock, String kind) {
        UUID who = who(sn, userId);
        PunchKey byWallClock = new PunchKey(clock.wallTime(), who, clock.secondPass() ? kind + SECOND_PASS : kind);
        return new PunchIdentity(
                clock.offsetSent()
                        ? List.of(byWallClock, new PunchKey(utc(clock.instant()), who, OF_INSTANT + kind))
                        : List.of(byWallClock));
    }

    /** The part of the keys that a report tells without the device's settings: the serial number and the user. */
    public static UUID who(String sn, String userId) {
        byte[] device = sn.getBytes(UTF_8);
        byte[] user = userId.getBytes(UTF_8);
        ByteBuffer named = ByteBuffer.allocate(2 * Integer.BYTES + device.length + user.length);
        named.putInt(device.length).put(device).putInt(user.length).put(user);
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(named.array()));
        return new UUID(hash.getLong(), hash.getLong());
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
