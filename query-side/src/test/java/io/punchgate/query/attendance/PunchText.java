package io.punchgate.query.attendance;

import io.punchgate.api.device.PunchType;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Punches as short texts: {@code 01T09:00 in}, the day being one of June 2026. After the hour there may be an offset, as in
 * {@code 01T09:00+02:00 in}; else it is UTC. {@code in}, {@code out}, {@code null}, or a punch type.
 */
final class PunchText {

    private PunchText() {}

    static List<ClockPunch> punches(String text) {
        List<ClockPunch> punches = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            String[] parts = each.strip().split(" ", -1);
            OffsetDateTime time = time(parts[0]);
            punches.add(new ClockPunch(
                    "p" + (punches.size() + 1),
                    "SN1",
                    time.toInstant(),
                    time.toLocalDateTime(),
                    punches.size() + 1,
                    type(parts[1])));
        }
        return punches;
    }

    private static OffsetDateTime time(String text) {
        String full = "2026-06-" + text;
        return text.contains("+")
                ? OffsetDateTime.parse(full)
                : LocalDateTime.parse(full).atOffset(ZoneOffset.UTC);
    }

    private static @Nullable PunchType type(String name) {
        return switch (name) {
            case "in" -> PunchType.CheckIn;
            case "out" -> PunchType.CheckOut;
            case "null" -> null;
            default -> PunchType.valueOf(name);
        };
    }

    /** Days as short texts: {@code 01: 28800 s, 09:00-17:00, 2 punches}, with {@code open} where it is. */
    static String text(List<WorkDay> days) {
        return days.stream().map(PunchText::text).collect(Collectors.joining("; "));
    }

    private static String text(WorkDay day) {
        String intervals = day.intervals().stream()
                .map(each -> clock(each.in()) + "-" + clock(each.out()))
                .collect(Collectors.joining(" "));
        return day.date().toString().substring(8) + ": " + clock(day.firstIn()) + " to " + clock(day.lastOut()) + ", "
                + day.worked().toSeconds() + " s [" + intervals + "] "
                + day.punches().size() + (day.open() ? " open" : "");
    }

    private static String clock(@Nullable ClockPunch punch) {
        return punch == null ? "none" : punch.localTime().toLocalTime().toString();
    }
}
