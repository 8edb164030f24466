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
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Appends events after a known head, with one array a column; a piggybacked statement goes with them. It is one statement,
 * which the server executes once it has it whole: nobody waits for the rest of an append that was cut off, and it is done
 * as a whole or not at all.
 *
 * <p>Its one row has the number of heads that it moved: 1, or 0 if the head was not there, and then nothing is stored.
 *
 * @param head the last position before
 * @param records the texts to store, one for each of the events
 */
record AppendStatement(
        long head,
        List<StoredEvent> events,
        List<String> records,
        @Nullable PiggybackedStatement piggybacked) implements PreparedStatementCreator {

    /** The row lock of the head comes first: two that append wait for each other there and nowhere else. */
    private static final String APPEND = """
            with moved as (update log.head set position = ? where position = ? returning 1),
            stored as (
                insert into log.event (position, stream, sequence, type, recorded_at, record)
                select unnest(?::bigint[]), unnest(?::text[]), unnest(?::bigint[]),
                    unnest(?::text[]), unnest(?::timestamptz[]), unnest(?::text[])
                from moved
            )""";

    private static final String MOVED = " select count(*) from moved";

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
        if (!TransactionSynchronizationManager.isActualTransactionActive() && !connection.getAutoCommit()) {
            // Nobody would commit it, and the pool would roll it back.
            connection.setAutoCommit(true);
        }
        PreparedStatement statement = connection.prepareStatement(sql());
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

    private String sql() {
        return piggybacked == null
                ? APPEND + MOVED
                : APPEND + ", along as (" + piggybacked.sql() + " from moved)" + MOVED;
    }
}
