package io.punchgate.query.export;

import io.punchgate.api.attendance.AttendanceView;
import io.punchgate.api.attendance.AttendanceView.IntervalView;
import io.punchgate.api.attendance.PunchView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a list as a table, which has a column for each key of the list's rows, of the same name and in the same order.
 *
 * @param name of the table and its file
 */
record ExportTable<T>(String name, List<Column<T>> columns) {

    /** Punches, as their list shows them. */
    static final ExportTable<PunchView> PUNCHES =
            of("punches", PunchView.class, Set.of("userId", "attTimeRaw", "stateRaw", "inputRaw"), Map.of());

    /** Days of work, as their list shows them. */
    static final ExportTable<AttendanceView> ATTENDANCE = of(
            "attendance",
            AttendanceView.class,
            Set.of("userId"),
            Map.of(
                    "intervals",
                    day -> day.intervals().stream().map(ExportTable::text).collect(Collectors.joining(";"))));

    ExportTable {
        columns = List.copyOf(columns);
    }

    /**
     * The table of rows of that type.
     *
     * @param sentByDevices the components whose text a device sent
     * @param texts the texts of components that have one of their own
     */
    private static <T extends Record> ExportTable<T> of(
            String name, Class<T> row, Set<String> sentByDevices, Map<String, Function<T, String>> texts) {
        return new ExportTable<>(
                name,
                Stream.of(row.getRecordComponents())
                        .map(component -> Column.<T>of(
                                component, texts.get(component.getName()), sentByDevices.contains(component.getName())))
                        .toList());
    }

    /** An interval of ISO 8601, without an end while it has none. */
    private static String text(IntervalView interval) {
        @Nullable Instant out = interval.out();
        return interval.in() + "/" + (out == null ? "" : out);
    }

    /** The names of the columns. */
    List<String> header() {
        return columns.stream().map(Column::name).toList();
    }
}
