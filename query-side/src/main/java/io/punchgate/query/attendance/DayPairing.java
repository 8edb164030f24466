package io.punchgate.query.attendance;

import io.punchgate.api.device.PunchType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Pairs one person's punches into days of work, by the punches' own times. The order of their arrival plays no part. */
final class DayPairing {

    private DayPairing() {}

    /** The days that these punches make, in order. */
    static List<WorkDay> days(List<ClockPunch> punches, PairingRule rule) {
        Map<LocalDate, DayTotal> days = new TreeMap<>();
        for (Shift shift : paired(punches, rule).shifts()) {
            days.computeIfAbsent(shift.date(), DayTotal::new).add(shift);
        }
        return days.values().stream().map(DayTotal::workDay).toList();
    }

    /** The in by which a person with these punches is in at that instant, or null. */
    static @Nullable ClockPunch openAt(Instant now, List<ClockPunch> punches, PairingRule rule) {
        return paired(punches, rule).openAt(now);
    }

    /**
     * True if punches from {@code start} on pair as they would if all earlier ones were loaded too: if pairing begins
     * afresh somewhere between {@code loadedFrom} and {@code start}.
     *
     * @param punches one person's, sorted {@link ClockPunch#BY_TIME}
     */
    static boolean isComplete(List<ClockPunch> punches, Instant loadedFrom, Instant start, PairingRule rule) {
        for (int i = 0; i < punches.size(); i++) {
            Instant time = punches.get(i).time();
            @Nullable ClockPunch before = i == 0 ? null : punches.get(i - 1);
            if (!rule.reaches(before == null ? loadedFrom : before.time(), time)) {
                return true;
            }
            if (before != null && !rule.alternating() && isOut(before) && isIn(punches.get(i))) {
                return true;
            }
            if (!time.isBefore(start)) {
                return false;
            }
        }
        return true;
    }

    private static ShiftPairing paired(List<ClockPunch> punches, PairingRule rule) {
        ShiftPairing pairing = new ShiftPairing(rule);
        punches.stream().sorted(ClockPunch.BY_TIME).forEach(pairing::add);
        return pairing;
    }

    private static boolean isIn(ClockPunch punch) {
        @Nullable PunchType type = punch.type();
        return type != null && type.isIn();
    }

    private static boolean isOut(ClockPunch punch) {
        @Nullable PunchType type = punch.type();
        return type != null && !type.isIn();
    }
}
