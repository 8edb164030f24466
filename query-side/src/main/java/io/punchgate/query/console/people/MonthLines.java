package io.punchgate.query.console.people;

import io.punchgate.api.attendance.AttendanceView;
import io.punchgate.api.attendance.AttendanceView.IntervalView;
import io.punchgate.api.attendance.PunchView;
import io.punchgate.query.console.people.DayLine.Stretch;
import io.punchgate.query.console.punch.PunchLine;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Draws the days of a month from days of work and punches, by the clocks of the devices. */
final class MonthLines {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Map<Instant, LocalDateTime> clocks = new HashMap<>();
    private final Map<LocalDate, List<PunchView>> punches;
    private final Map<LocalDate, AttendanceView> work;
    private final @Nullable String inLinks;
    private final Instant now;

    /**
     * The lines of these.
     *
     * @param inLinks the customer in addresses, or null
     */
    MonthLines(List<AttendanceView> work, List<PunchView> punches, @Nullable String inLinks, Instant now) {
        this.work = work.stream().collect(Collectors.toMap(day -> LocalDate.parse(day.date()), day -> day));
        this.punches = punches.stream()
                .collect(Collectors.groupingBy(punch -> clock(punch).toLocalDate()));
        punches.forEach(punch -> clocks.put(punch.time(), clock(punch)));
        this.inLinks = inLinks;
        this.now = now;
    }

    /** A line for each day up to the last that has come. */
    List<DayLine> days(YearMonth month, LocalDate today) {
        List<DayLine> lines = new ArrayList<>();
        for (LocalDate date = month.atDay(1); YearMonth.from(date).equals(month); date = date.plusDays(1)) {
            if (!date.isAfter(today) || punches.containsKey(date)) {
                lines.add(line(date));
            }
        }
        return lines;
    }

    private DayLine line(LocalDate date) {
        List<PunchView> ofDay = punches.getOrDefault(date, List.of()).stream()
                .sorted(Comparator.comparing(MonthLines::clock))
                .toList();
        @Nullable AttendanceView day = work.get(date);
        List<Stretch> spans = day == null
                ? List.of()
                : day.intervals().stream()
                        .map(interval -> new Stretch(place(date, interval.in()), place(date, interval.out())))
                        .toList();
        @Nullable PunchView open = day != null && day.open() ? openIn(ofDay, day) : null;
        return new DayLine(
                date.toString(),
                DAY.format(date),
                date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY,
                told(day, open),
                day == null ? 0 : day.workedSeconds(),
                spans,
                open == null ? null : minutes(date, clock(open)),
                ofDay.stream().map(punch -> minutes(date, clock(punch))).toList(),
                ofDay.stream().map(punch -> PunchLine.of(punch, inLinks, now)).toList(),
                List.of());
    }

    /** The last in that ends no stretch and begins none. */
    private static @Nullable PunchView openIn(List<PunchView> ofDay, AttendanceView day) {
        Set<Instant> used = new HashSet<>();
        day.intervals().forEach(interval -> {
            used.add(interval.in());
            used.add(interval.out());
        });
        return ofDay.reversed().stream()
                .filter(punch -> punch.type() == null || punch.type().isIn())
                .filter(punch -> !used.contains(punch.time()))
                .findFirst()
                .orElse(null);
    }

    private String told(@Nullable AttendanceView day, @Nullable PunchView open) {
        if (day == null) {
            return "no work";
        }
        String spans = day.intervals().stream().map(this::told).collect(Collectors.joining(", "));
        String since = open == null ? "" : "in since " + CLOCK.format(clock(open)) + " without an out";
        return spans.isEmpty() || since.isEmpty() ? spans + since : spans + ", " + since;
    }

    private String told(IntervalView interval) {
        return clockAt(interval.in()) + " to " + clockAt(interval.out());
    }

    private String clockAt(Instant instant) {
        @Nullable LocalDateTime clock = clocks.get(instant);
        return clock == null ? instant.toString() : CLOCK.format(clock);
    }

    private int place(LocalDate date, Instant instant) {
        @Nullable LocalDateTime clock = clocks.get(instant);
        return clock == null ? 0 : minutes(date, clock);
    }

    private static int minutes(LocalDate date, LocalDateTime clock) {
        return Math.toIntExact(Duration.between(date.atStartOfDay(), clock).toMinutes());
    }

    private static LocalDateTime clock(PunchView punch) {
        return LocalDateTime.parse(punch.localTime());
    }
}
