package io.punchgate.query.attendance;

import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.query.TestPunches;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The rows of attendance that {@link NaiveDays} would answer, as short texts, and those that were answered. */
final class ModelledDays {

    private ModelledDays() {}

    /** The event of a punch that is in a model. */
    static PunchRecorded recorded(String customer, String user, ClockPunch punch) {
        Duration offset = Duration.between(punch.time(), punch.localTime().toInstant(ZoneOffset.UTC));
        OffsetDateTime time = punch.localTime().atOffset(ZoneOffset.ofTotalSeconds((int) offset.toSeconds()));
        return new TestPunches(customer, punch.sn() + "-" + customer, "http")
                .punch(user, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time), punch.type());
    }

    /** The rows of these days, by user, of punches in the order recorded. */
    static Map<String, List<String>> of(List<PunchRecorded> recorded, PairingRule rule, LocalDate from, LocalDate to) {
        Map<String, List<ClockPunch>> byUser = new TreeMap<>();
        for (int position = 0; position < recorded.size(); position++) {
            PunchRecorded punch = recorded.get(position);
            byUser.computeIfAbsent(punch.userId(), user -> new ArrayList<>())
                    .add(new ClockPunch(
                            punch.punchId(), punch.sn(), punch.time(), punch.localTime(), position, punch.type()));
        }
        Map<String, List<String>> rows = new TreeMap<>();
        byUser.forEach((user, punches) -> NaiveDays.of(punches, rule).stream()
                .filter(day -> !day.date().isBefore(from) && !day.date().isAfter(to))
                .forEach(day ->
                        rows.computeIfAbsent(user, none -> new ArrayList<>()).add(text(user, day))));
        return rows;
    }

    private static String text(String user, WorkDay day) {
        long seconds = day.intervals().stream()
                .mapToLong(each ->
                        each.out().time().getEpochSecond() - each.in().time().getEpochSecond())
                .sum();
        return "%s %s %s-%s %d s [%s] %s %d %s"
                .formatted(
                        user,
                        day.date(),
                        time(day.firstIn()),
                        time(day.lastOut()),
                        seconds,
                        intervals(day),
                        day.open(),
                        day.punches().size(),
                        day.punches().stream().map(ClockPunch::id).toList());
    }

    private static String intervals(WorkDay day) {
        Map<ClockPunch, String> texts = new TreeMap<>(ClockPunch.BY_TIME);
        day.intervals().forEach(each -> texts.put(each.in(), text(each.in(), each.out())));
        day.openIns().forEach(in -> texts.put(in, text(in, null)));
        return String.join(" ", texts.values());
    }

    private static String text(ClockPunch in, @Nullable ClockPunch out) {
        return time(in) + "/" + time(out) + " by " + in.id() + " and " + (out == null ? "null" : out.id());
    }

    private static String time(@Nullable ClockPunch punch) {
        return punch == null ? "none" : punch.time().toString();
    }

    /** A row as it was answered. */
    static String text(JsonNode row) {
        return "%s %s %s-%s %d s [%s] %s %d %s"
                .formatted(
                        row.path("user_id").stringValue(),
                        row.path("date").stringValue(),
                        time(row.path("first_in")),
                        time(row.path("last_out")),
                        row.path("worked_seconds").longValue(),
                        row.path("intervals")
                                .valueStream()
                                .map(each -> time(each.path("in")) + "/" + time(each.path("out")) + " by "
                                        + each.path("in_punch_id").stringValue() + " and "
                                        + each.path("out_punch_id").stringValue())
                                .collect(Collectors.joining(" ")),
                        row.path("open").booleanValue(),
                        row.path("punches").intValue(),
                        row.path("punch_ids")
                                .valueStream()
                                .map(JsonNode::stringValue)
                                .toList());
    }

    private static String time(JsonNode instant) {
        return instant.isNull() ? "none" : instant.stringValue();
    }
}
