package io.punchgate.query.attendance;

import io.punchgate.api.device.PunchType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Punches of one person around the days on which clocks change, at devices of several zones, one of which moves in the middle of the
 * month; forgotten, repeated, at the same instant, of any type, and recorded in any order. The same for the same seed.
 */
final class AnyPunches {

    private static final List<Instant> BEGINS = List.of(
            // Clocks go forward in New York on the 8th, in Berlin on the 29th.
            Instant.parse("2026-03-05T12:00:00Z"),
            Instant.parse("2026-03-26T12:00:00Z"),
            // Clocks go back in Berlin on 25 October, in New York on 1 November.
            Instant.parse("2026-10-22T12:00:00Z"),
            Instant.parse("2026-10-29T12:00:00Z"));
    private static final List<LocalTime> DAY_STARTS =
            List.of(LocalTime.MIDNIGHT, LocalTime.of(3, 30), LocalTime.of(4, 0), LocalTime.NOON, LocalTime.of(23, 59));
    private static final List<Integer> INTERVAL_HOURS = List.of(1, 8, 16, 16, 24, 48);

    private final Random random;

    AnyPunches(long seed) {
        this.random = new Random(seed);
    }

    PairingRule rule() {
        return new PairingRule(random.nextInt(4) == 0, Duration.ofHours(any(INTERVAL_HOURS)), any(DAY_STARTS));
    }

    List<ClockPunch> punches() {
        List<Moment> moments = moments();
        List<Integer> positions = new ArrayList<>();
        for (int i = 1; i <= moments.size(); i++) {
            positions.add(i);
        }
        Collections.shuffle(positions, random);
        List<ClockPunch> punches = new ArrayList<>();
        for (int i = 0; i < moments.size(); i++) {
            Moment moment = moments.get(i);
            LocalDateTime wall = LocalDateTime.ofInstant(moment.time, moment.zone);
            punches.add(new ClockPunch("p" + i, moment.sn, moment.time, wall, positions.get(i), anyType()));
        }
        Collections.shuffle(punches, random);
        return punches;
    }

    /** A moment at a device that stands in a zone then. */
    record Moment(String sn, Instant time, ZoneId zone) {}

    /** At gaps of none, minutes, a shift, a night, or days. */
    List<Moment> moments() {
        List<Moment> moments = new ArrayList<>();
        Instant begin = any(BEGINS);
        Instant moved = begin.plus(Duration.ofDays(3));
        Instant time = begin;
        for (int count = 10 + random.nextInt(50); count > 0; count--) {
            int device = random.nextInt(3);
            ZoneId zone = ZoneId.of(
                    switch (device) {
                        case 0 -> "Europe/Berlin";
                        case 1 -> "America/New_York";
                        default -> time.isBefore(moved) ? "Asia/Kolkata" : "Pacific/Kiritimati";
                    });
            moments.add(new Moment("SN" + device, time, zone));
            time = time.plus(gap());
        }
        return moments;
    }

    private Duration gap() {
        return switch (random.nextInt(8)) {
            case 0 -> Duration.ZERO;
            case 1 -> Duration.ofMinutes(1 + random.nextInt(10));
            case 2, 3 -> Duration.ofMinutes(random.nextInt(240));
            case 4, 5 -> Duration.ofHours(random.nextInt(13));
            case 6 -> Duration.ofHours(14 + random.nextInt(4));
            default -> Duration.ofSeconds(random.nextInt(3 * 86_400));
        };
    }

    /** In half of the cases one that is usual. */
    @Nullable
    PunchType anyType() {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1, 2 -> any(List.of(PunchType.values()));
            case 3, 4 -> PunchType.CheckIn;
            default -> PunchType.CheckOut;
        };
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
