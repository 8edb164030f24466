package io.punchgate.runtime.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.PreparedStatementCreator;

/** The one statement that appends events, with one array a column; its companion follows it. */
record AppendStatement(
        List<StoredEvent> events,
        EventRecords records,
        @Nullable Companion companion) implements PreparedStatementCreator {

    /** It takes the head's lock, moves it, and inserts the rows from it on. */
    private static final String SQL = """
            with moved as (
                update log.head set position = position + ? returning position - ? as before
            ), inserted as (
                insert into log.event (position, stream, sequence, type, recorded_at, record)
                select moved.before + added.number, stream, sequence, type, recorded_at, record
                from moved, unnest(?::text[], ?::bigint[], ?::text[], ?::timestamptz[], ?::text[])
                    with ordinality as added (stream, sequence, type, recorded_at, record, number)
            )
            select before from moved
            """;

    private static final int PARAMETERS = 7;

    @Override
    public PreparedStatement createPreparedStatement(Connection connection) throws SQLException {
        int count = events.size();
        @Nullable Object[] streams = new String[count];
        @Nullable Object[] sequences = new Long[count];
        @Nullable Object[] types = new String[count];
        @Nullable Object[] times = new String[count];
        @Nullable Object[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            StoredEvent event = events.get(i);
            streams[i] = event.stream();
            sequences[i] = event.sequence();
            types[i] = EventRecords.storedName(event.payload());
            times[i] = event.at().toString();
            texts[i] = records.encode(event);
        }
        PreparedStatement statement =
                connection.prepareStatement(companion == null ? SQL : SQL + ";" + companion.sql());
        statement.setInt(1, count);
        statement.setInt(2, count);
        statement.setArray(3, connection.createArrayOf("text", streams));
        statement.setArray(4, connection.createArrayOf("bigint", sequences));
        statement.setArray(5, connection.createArrayOf("text", types));
        statement.setArray(6, connection.createArrayOf("timestamptz", times));
        statement.setArray(PARAMETERS, connection.createArrayOf("text", texts));
        if (companion != null) {
            companion.bind(statement, PARAMETERS + 1);
        }
        return statement;
    }

    /** Runs a statement whose first result is a number. What else it results in is left to be taken. */
    static long execute(PreparedStatement statement) throws SQLException {
        if (!statement.execute()) {
            throw new IllegalStateException("the statement has no rows");
        }
        try (ResultSet rows = statement.getResultSet()) {
            if (!rows.next()) {
                throw new IllegalStateException("log.head has no row");
            }
            return rows.getLong(1);
        }
    }
}
