package io.punchgate.runtime.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What a transaction knows of the log's head, and what travels with its append. */
final class LogTurn implements TransactionSynchronization {

    private final EventLog log;
    private final JdbcTemplate jdbc;
    private long head;
    /** Whether the head is sure to be that until the transaction ends. */
    private boolean sure;

    private boolean closing;
    private boolean closed;
    private @Nullable Companion companion;

    private LogTurn(EventLog log, JdbcTemplate jdbc, long head, boolean sure) {
        this.log = log;
        this.jdbc = jdbc;
        this.head = head;
        this.sure = sure;
    }

    /**
     * Begins the current transaction's turn.
     *
     * @throws IllegalStateException outside a transaction, or if it has one already
     */
    static void begin(EventLog log, JdbcTemplate jdbc, long head, boolean sure) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("the log is appended to within a transaction");
        }
        LogTurn turn = new LogTurn(log, jdbc, head, sure);
        TransactionSynchronizationManager.bindResource(log, turn);
        TransactionSynchronizationManager.registerSynchronization(turn);
    }

    /** The current transaction's, or null. */
    static @Nullable LogTurn current(EventLog log) {
        return (LogTurn) TransactionSynchronizationManager.getResource(log);
    }

    void accompanyAppend(Companion other) {
        companion = other;
    }

    void closeWithAppend() {
        closing = true;
    }

    /** Appends; the position before the first. */
    long append(List<StoredEvent> events, EventRecords records) {
        long before = head;
        jdbc.execute(new AppendStatement(before, events, records, companion, closing), PreparedStatement::execute);
        companion = null;
        closed = closing;
        head = before + events.size();
        sure = true;
        return before;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        if (closed) {
            jdbc.execute(LogTurn::requireNothingAfterwards);
            return;
        }
        if (companion != null) {
            // Where Axon Server is the event store, nothing is appended here.
            Companion alone = companion;
            jdbc.update(alone.sql(), statement -> alone.bind(statement, 1));
        }
        if (!sure && log.head() != head) {
            throw new ConcurrencyException("another process has appended to the log");
        }
    }

    /** The append took the commit along: what was written after it would be in a transaction of its own. */
    private static boolean requireNothingAfterwards(Connection connection) throws SQLException {
        if (connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE) {
            throw new IllegalStateException("something was written after the append that ended the transaction");
        }
        return true;
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(log);
    }
}
