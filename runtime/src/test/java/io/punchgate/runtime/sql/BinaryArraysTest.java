package io.punchgate.runtime.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.punchgate.runtime.TestDatabase;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks the values that PostgreSQL reads from the arrays, compared with what it makes of the same values as text. */
class BinaryArraysTest {

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection(TestDatabase.freshUrl());
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void givenInstants_whenSent_thenTheyAreWhatPostgresReadsOfTheirText() throws SQLException {
        List<@Nullable Instant> times = Arrays.asList(
                Instant.parse("2026-11-27T05:17:15.478658557Z"),
                Instant.parse("2000-01-01T00:00:00Z"),
                null,
                Instant.parse("1969-12-31T23:59:59.999999499Z"),
                Instant.parse("0001-01-01T00:00:00.000001Z"),
                Instant.parse("9999-12-31T23:59:59.9999995Z"));

        assertThat(read(BinaryArrays.instants(connection, times), "timestamptz"))
                .isEqualTo(readAsText(times, "timestamptz"));
    }

    @Test
    void givenYearsThatTextCannotTell_whenSent_thenPostgresKnowsThem() throws SQLException {
        List<@Nullable Instant> times =
                List.of(Instant.parse("+12026-01-02T03:04:05Z"), Instant.parse("-0004-02-29T00:00:00Z"));

        assertThat(read(BinaryArrays.instants(connection, times), "timestamptz"))
                .containsExactly("12026-01-02 03:04:05+00", "0005-02-29 00:00:00+00 BC");
    }

    @Test
    void givenWallTimes_whenSent_thenTheyAreWhatPostgresReadsOfTheirText() throws SQLException {
        List<@Nullable LocalDateTime> times = Arrays.asList(
                LocalDateTime.parse("2026-11-27T05:17:15.123"),
                null,
                LocalDateTime.parse("1999-12-31T23:59:59.9999996"),
                LocalDateTime.parse("2024-02-29T00:00"));

        assertThat(read(BinaryArrays.wallTimes(connection, times), "timestamp"))
                .isEqualTo(readAsText(times, "timestamp"));
    }

    @Test
    void givenIds_whenSent_thenTheyAreWhatPostgresReadsOfTheirText() throws SQLException {
        List<@Nullable UUID> ids = Arrays.asList(
                UUID.fromString("01a21b6f-b556-7006-84a8-cb436dded9e4"), null, new UUID(-1, -1), new UUID(0, 0));

        assertThat(read(BinaryArrays.uuids(connection, ids), "uuid")).isEqualTo(readAsText(ids, "uuid"));
    }

    @Test
    void givenNumbersAndTruths_whenSent_thenTheyAreWhatPostgresReadsOfTheirText() throws SQLException {
        List<@Nullable Long> longs = Arrays.asList(0L, -1L, null, Long.MIN_VALUE, Long.MAX_VALUE);
        List<@Nullable Integer> ints = Arrays.asList(0, -1, null, Integer.MIN_VALUE, Integer.MAX_VALUE);
        List<@Nullable Double> doubles = Arrays.asList(0.0, -36.65, null, 1e300, Double.MIN_VALUE, Double.NaN);
        List<@Nullable Boolean> truths = Arrays.asList(true, null, false);

        assertThat(read(BinaryArrays.longs(connection, longs), "int8")).isEqualTo(readAsText(longs, "int8"));
        assertThat(read(BinaryArrays.ints(connection, ints), "int4")).isEqualTo(readAsText(ints, "int4"));
        assertThat(read(BinaryArrays.doubles(connection, doubles), "float8")).isEqualTo(readAsText(doubles, "float8"));
        assertThat(read(BinaryArrays.booleans(connection, truths), "bool")).isEqualTo(readAsText(truths, "bool"));
    }

    @Test
    void givenTexts_whenSent_thenTheyArrive() throws SQLException {
        List<@Nullable String> texts = Arrays.asList(
                "plain", "", null, "Zoë 訪客 \uD83D\uDE80", "{\"a\": \"b\\\\c\"}, NULL", "x".repeat(100_000));

        assertThat(read(BinaryArrays.texts(connection, texts), "text")).isEqualTo(texts);
    }

    @Test
    void givenNoValues_whenSent_thenTheArrayIsEmpty() throws SQLException {
        assertThat(read(BinaryArrays.instants(connection, List.of()), "timestamptz"))
                .isEmpty();
        assertThat(read(BinaryArrays.texts(connection, List.of()), "text")).isEmpty();
    }

    @Test
    void givenATimeThatPostgresCannotTell_whenSent_thenItIsRefused() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> BinaryArrays.instants(connection, List.of(Instant.MAX)));
    }

    private List<@Nullable String> readAsText(List<?> values, String type) throws SQLException {
        return read(connection.createArrayOf(type, values.toArray()), type);
    }

    private List<@Nullable String> read(Array array, String type) throws SQLException {
        String sql = "set timezone = 'UTC'; select v::text from unnest(?::" + type + "[]) with ordinality as a (v, n)"
                + " order by n";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, array);
            statement.execute();
            assertThat(statement.getMoreResults()).isTrue();
            List<@Nullable String> texts = new ArrayList<>();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        }
    }
}
