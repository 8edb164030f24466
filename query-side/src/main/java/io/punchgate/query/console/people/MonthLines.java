package io.punchgate.query.console.people;

import io.punchgate.api.attendance.AttendanceView;
import io.punchgate.api.attendance.AttendanceView.IntervalView;
import io.punchgate.api.attendance.PunchView;
import io.punchgate.query.console.people.DayLine.Stretch;
import io.punchgate.query.console.punch.PunchLine;
import io.punchgate.query.console.punch.ValidPunch;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draws the days of a month from days of work and punches, by the clocks of the devices. */
final class MonthLines {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Map<String, LocalDateTime> clocks = new HashMap<>();
    private final ZoneOffset offset;
    private final Map<LocalDate, List<ValidPunch>> punches;
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
                .map(ValidPunch::of)
                .collect(Collectors.groupingBy(punch -> punch.clock().toLocalDate()));
        this.punches.values().stream()
                .flatMap(List::stream)
                .forEach(punch -> clocks.put(punch.punch().id(), punch.clock()));
        this.offset = punches.isEmpty()
                ? ZoneOffset.UTC
                : ZoneOffset.of(punches.getLast().offset());
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
        List<ValidPunch> ofDay = punches.getOrDefault(date, List.of()).stream()
                .sorted(Comparator.comparing(ValidPunch::clock))
                .toList();
        @Nullable AttendanceView day = work.get(date);
        @Nullable ValidPunch open = day == null ? null : openIn(ofDay, day);
        return new DayLine(
                date.toString(),
                DAY.format(date),
                date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY,
                told(day, open),
                day == null ? 0 : day.workedSeconds(),
                day == null
                        ? List.of()
                        : day.intervals().stream()
                                .flatMap(each -> stretch(date, each))
                                .toList(),
                open == null ? null : minutes(date, open.clock()),
                ofDay.stream()
                        .filter(punch -> !punch.voided())
                        .map(punch -> minutes(date, punch.clock()))
                        .toList(),
                ofDay.stream()
                        .map(punch -> PunchLine.of(punch.punch(), inLinks, now))
                        .toList());
    }

    private Stream<Stretch> stretch(LocalDate date, IntervalView interval) {
        return end(interval)
                .map(end -> new Stretch(minutes(date, clock(interval.inPunchId(), interval.in())), minutes(date, end)));
    }

    /** None while the interval is open. */
    private Stream<LocalDateTime> end(IntervalView interval) {
        @Nullable Instant out = interval.out();
        @Nullable String outPunchId = interval.outPunchId();
        return out == null || outPunchId == null ? Stream.empty() : Stream.of(clock(outPunchId, out));
    }

    /** The last in without an out. */
    private static @Nullable ValidPunch openIn(List<ValidPunch> ofDay, AttendanceView day) {
        Set<String> open = day.intervals().stream()
                .filter(interval -> interval.out() == null)
                .map(IntervalView::inPunchId)
                .collect(Collectors.toSet());
        return ofDay.reversed().stream()
                .filter(punch -> open.contains(punch.punch().id()))
                .findFirst()
                .orElse(null);
    }

    private String told(@Nullable AttendanceView day, @Nullable ValidPunch open) {
        if (day == null) {
            return "no work";
        }
        String spans = day.intervals().stream().flatMap(this::told).collect(Collectors.joining(", "));
        String since = open == null ? "" : "in since " + CLOCK.format(open.clock()) + " without an out";
        return spans.isEmpty() || since.isEmpty() ? spans + since : spans + ", " + since;
    }

    private Stream<String> told(IntervalView interval) {
        String begin = CLOCK.format(clock(interval.inPunchId(), interval.in()));
        return end(interval).map(end -> begin + " to " + CLOCK.format(end));
    }

    /** By the clock of its device; one that was moved here from another month, by that of the others. */
    private LocalDateTime clock(String punchId, Instant time) {
        return clocks.getOrDefault(punchId, LocalDateTime.ofInstant(time, offset));
    }

    private static int minutes(LocalDate date, LocalDateTime clock) {
        return Math.toIntExact(Duration.between(date.atStartOfDay(), clock).toMinutes());
    }
}
