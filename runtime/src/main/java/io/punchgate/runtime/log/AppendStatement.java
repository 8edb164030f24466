package io.punchgate.runtime.log;

import io.punchgate.runtime.sql.BinaryArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.PreparedStatementCreator;

/**
 * Appends events after a known head, with one array a column; a piggybacked statement follows in the same round trip.
 * Outside a transaction the two are one by themselves: the driver sends them as one, and the server commits at its end.
 *
 * @param head the last position before; if another process has appended since, the positions exist already
 * @param records the texts to store, one for each of the events
 */
record AppendStatement(
        long head,
        List<StoredEvent> events,
        List<String> records,
        @Nullable PiggybackedStatement piggybacked) implements PreparedStatementCreator {

    /** The row lock of the head comes first: two that append wait for each other there and nowhere else. */
    private static final String SQL = """
            update log.head set position = ? where position = ?;
            insert into log.event (position, stream, sequence, type, recorded_at, record)
            select unnest(?::bigint[]), unnest(?::text[]), unnest(?::bigint[]),
                unnest(?::text[]), unnest(?::timestamptz[]), unnest(?::text[])
            """;

    private static final int PARAMETERS = 8;

    @Override
    public PreparedStatement createPreparedStatement(Connection connection) throws SQLException {
        int count = events.size();
        List<@Nullable String> streams = new ArrayList<>(count);
        List<@Nullable Long> positions = new ArrayList<>(count);
        List<@Nullable Long> sequences = new ArrayList<>(count);
        List<@Nullable String> types = new ArrayList<>(count);
        List<@Nullable Instant> times = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            StoredEvent event = events.get(i);
            positions.add(head + 1 + i);
            streams.add(event.stream());
            sequences.add(event.sequence());
            types.add(EventRecords.storedName(event.payload()));
            times.add(event.at());
        }
        PreparedStatement statement =
                connection.prepareStatement(piggybacked == null ? SQL : SQL + ";" + piggybacked.sql());
        statement.setLong(1, head + count);
        statement.setLong(2, head);
        statement.setArray(3, BinaryArrays.longs(connection, positions));
        statement.setArray(4, BinaryArrays.texts(connection, streams));
        statement.setArray(5, BinaryArrays.longs(connection, sequences));
        statement.setArray(6, BinaryArrays.texts(connection, types));
        statement.setArray(7, BinaryArrays.instants(connection, times));
        statement.setArray(PARAMETERS, BinaryArrays.texts(connection, records));
        if (piggybacked != null) {
            piggybacked.bind(statement, PARAMETERS + 1);
        }
        return statement;
    }
}
