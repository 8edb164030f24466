package io.punchgate.query.projection;

import io.punchgate.runtime.sql.BinaryArrays;
import io.punchgate.runtime.sql.StorableText;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Rows for one statement, sent as one array a column, so that any number of rows takes one statement with one plan.
 *
 * <p>The statement reads them with {@link #select}.
 */
public final class Rows {

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

    /** Tells whether there is nothing to write. */
    public boolean isEmpty() {
        return columns.getFirst().isEmpty();
    }

    /** Selects the rows. In a {@code from} PostgreSQL would write the arrays to a buffer first, and read them from there. */
    public String select() {
        return types.stream().map(type -> "unnest(?)").collect(Collectors.joining(", ", "select ", ""));
    }

    /** Runs a statement that contains {@link #select}; does nothing if there are no rows. */
    public void write(JdbcOperations jdbc, String sql) {
        if (!isEmpty()) {
            jdbc.update(connection -> prepare(connection, sql));
        }
    }

    private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < types.size(); i++) {
            statement.setArray(i + 1, array(connection, types.get(i), columns.get(i)));
        }
        return statement;
    }

    /** In binary form, which neither side has to write or read as text. */
    private static Array array(Connection connection, String type, List<@Nullable Object> values) throws SQLException {
        return switch (type) {
            case "timestamptz" -> BinaryArrays.instants(connection, cast(Instant.class, values));
            case "timestamp" -> BinaryArrays.wallTimes(connection, cast(LocalDateTime.class, values));
            case "int8" -> BinaryArrays.longs(connection, cast(Long.class, values));
            case "int4" -> BinaryArrays.ints(connection, cast(Integer.class, values));
            case "float8" -> BinaryArrays.doubles(connection, cast(Double.class, values));
            case "uuid" -> BinaryArrays.uuids(connection, cast(UUID.class, values));
            case "bool" -> BinaryArrays.booleans(connection, cast(Boolean.class, values));
            case "bytea" -> BinaryArrays.bytes(connection, cast(byte[].class, values));
            case "text" -> BinaryArrays.texts(connection, cast(String.class, values));
            default -> throw new IllegalArgumentException("no column type of ours: " + type);
        };
    }

    private static <T> List<@Nullable T> cast(Class<T> type, List<@Nullable Object> values) {
        List<@Nullable T> cast = new ArrayList<>(values.size());
        values.forEach(value -> cast.add(type.cast(value)));
        return cast;
    }

    private static @Nullable Object sent(String type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case "int8" -> (Object) ((Number) value).longValue();
            case "int4" -> (Object) ((Number) value).intValue();
            case "float8" -> (Object) ((Number) value).doubleValue();
            case "timestamptz" -> ((Instant) value).truncatedTo(ChronoUnit.MICROS);
            case "bool", "timestamp", "uuid", "bytea" -> value;
            default -> StorableText.of(value.toString());
        };
    }
}
