package io.punchgate.runtime.log;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A transaction that has the head of the log locked: what it appends, and what travels with that. */
final class LogTurn implements TransactionSynchronization, Appending {

    private final EventLog log;
    private final JdbcTemplate jdbc;
    private final EventRecords format;
    private final long head;
    private final List<StoredEvent> appended = new ArrayList<>();
    private final List<Runnable> onceStored = new ArrayList<>();
    private @Nullable PiggybackedStatement piggybacked;

    private LogTurn(EventLog log, JdbcTemplate jdbc, EventRecords format, long head) {
        this.log = log;
        this.jdbc = jdbc;
        this.format = format;
        this.head = head;
    }

    /** Begins the current transaction's turn. */
    static LogTurn begin(EventLog log, JdbcTemplate jdbc, EventRecords format, long head) {
        LogTurn turn = new LogTurn(log, jdbc, format, head);
        TransactionSynchronizationManager.bindResource(log, turn);
        TransactionSynchronizationManager.registerSynchronization(turn);
        return turn;
    }

    /** Runs the statement that locks the head, and hands its piggybacked's rows on; the last position. */
    static long lockAndRead(PreparedStatement statement, @Nullable PiggybackedStatement piggybacked)
            throws SQLException {
        if (piggybacked != null) {
            piggybacked.bind(statement, 1);
        }
        statement.execute();
        long position;
        try (ResultSet rows = statement.getResultSet()) {
            if (!rows.next()) {
                throw new IllegalStateException("log.head has no row");
            }
            position = rows.getLong(1);
        }
        if (piggybacked != null && statement.getMoreResults()) {
            piggybacked.read(statement.getResultSet());
        }
        return position;
    }

    /** The current transaction's, or null. */
    static @Nullable LogTurn current(EventLog log) {
        return (LogTurn) TransactionSynchronizationManager.getResource(log);
    }

    @Override
    public void accompany(PiggybackedStatement other) {
        piggybacked = other;
    }

    @Override
    public void onceStored(Runnable action) {
        onceStored.add(action);
    }

    @Override
    public void append(List<StoredEvent> events) {
        List<String> texts = events.stream().map(format::encode).toList();
        jdbc.execute(
                new AppendStatement(head + appended.size(), events, texts, piggybacked), PreparedStatement::execute);
        piggybacked = null;
        appended.addAll(events);
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        if (piggybacked != null) {
            // Where Axon Server is the event store, nothing is appended here.
            PiggybackedStatement alone = piggybacked;
            jdbc.update(alone.sql(), statement -> alone.bind(statement, 1));
        }
    }

    @Override
    public void afterCommit() {
        log.tellAppended(head, appended);
        onceStored.forEach(Runnable::run);
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(log);
    }
}
