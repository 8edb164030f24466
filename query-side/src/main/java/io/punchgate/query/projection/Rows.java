package io.punchgate.query.projection;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Rows for one statement, sent as one array a column: however many rows, one statement with one plan.
 *
 * <p>The statement reads them from {@link #unnest}.
 */
public final class Rows {

    // PostgreSQL writes years beyond 9999 without a sign and years before 1 as BC.
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR_OF_ERA, 4, 10, SignStyle.NEVER)
            .appendPattern("-MM-dd HH:mm:ss.SSSSSS'+00' G")
            .toFormatter(Locale.ENGLISH);

    private final List<String> types;
    private final List<List<@Nullable Object>> columns;

    /** Rows with columns of these PostgreSQL types. */
    public Rows(String... types) {
        this.types = List.of(types);
        this.columns = Stream.of(types)
                .<List<@Nullable Object>>map(type -> new ArrayList<>())
                .toList();
    }

    /** Adds a row: a value for each column, in order. */
    public void add(@Nullable Object... values) {
        if (values.length != types.size()) {
            throw new IllegalArgumentException(values.length + " values for " + types.size() + " columns");
        }
        for (int i = 0; i < values.length; i++) {
            columns.get(i).add(sent(types.get(i), values[i]));
        }
    }

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return columns.getFirst().isEmpty();
    }

    /** What a statement selects the rows from. */
    public String unnest() {
        return types.stream().map(type -> "?").collect(Collectors.joining(", ", "unnest(", ")"));
    }

    /** Runs a statement that selects from {@link #unnest}, unless there are no rows. */
    public void write(JdbcOperations jdbc, String sql) {
        if (!isEmpty()) {
            jdbc.update(connection -> prepare(connection, sql));
        }
    }

    private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < types.size(); i++) {
            String type = types.get(i);
            Array array = connection.createArrayOf(type, columns.get(i).toArray(arrays(type)));
            statement.setArray(i + 1, array);
        }
        return statement;
    }

    /** The driver sends these as they are, in binary form, which neither side has to write or read as text. */
    private static IntFunction<@Nullable Object[]> arrays(String type) {
        return switch (type) {
            case "int8" -> Long[]::new;
            case "int4" -> Integer[]::new;
            case "float8" -> Double[]::new;
            case "bool" -> Boolean[]::new;
            default -> String[]::new;
        };
    }

    private static @Nullable Object sent(String type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case "int8" -> (Object) ((Number) value).longValue();
            case "int4" -> (Object) ((Number) value).intValue();
            case "float8" -> (Object) ((Number) value).doubleValue();
            case "bool" -> (Boolean) value;
            default -> text(value);
        };
    }

    private static String text(Object value) {
        if (value instanceof Instant instant) {
            return timestamp(instant);
        }
        // PostgreSQL's text cannot hold the character 0, which a device may send; the log keeps what it sent.
        return value.toString().replace('\0', '\uFFFD');
    }

    /** ISO 8601 where PostgreSQL reads it, being several times as fast to write. */
    private static String timestamp(Instant instant) {
        OffsetDateTime time = instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        return time.getYear() > 0 && time.getYear() <= 9999 ? time.toString() : TIMESTAMP.format(time);
    }
}
