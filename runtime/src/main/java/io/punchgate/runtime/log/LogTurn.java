package io.punchgate.runtime.log;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The append of a transaction that has the head of the log locked. */
final class LogTurn implements TransactionSynchronization, OpenAppend {

    private final AppendSupport log;
    private final Head head;
    private final List<StoredEvent> appended = new ArrayList<>();
    private final List<Runnable> onceStored = new ArrayList<>();
    private @Nullable PiggybackedStatement piggybacked;

    private LogTurn(AppendSupport log, Head head) {
        this.log = log;
        this.head = head;
    }

    /** Opens the current transaction's append. */
    static LogTurn begin(AppendSupport log, Head head) {
        log.sealing().observe(head.erasures());
        LogTurn turn = new LogTurn(log, head);
        log.bindToThread(turn);
        TransactionSynchronizationManager.registerSynchronization(turn);
        return turn;
    }

    /** The last position, and the number of erasures so far. */
    record Head(long position, long erasures) {}

    /** Runs the statement that locks the head, and hands on the rows of what it carries. */
    static Head lockAndRead(PreparedStatement statement, @Nullable PiggybackedStatement piggybacked)
            throws SQLException {
        if (piggybacked != null) {
            piggybacked.bind(statement, 1);
        }
        statement.execute();
        Head head;
        try (ResultSet rows = statement.getResultSet()) {
            if (!rows.next()) {
                throw new IllegalStateException("log.head has no row");
            }
            head = new Head(rows.getLong(1), rows.getLong(2));
        }
        if (piggybacked != null && statement.getMoreResults()) {
            piggybacked.read(statement.getResultSet());
        }
        return head;
    }

    @Override
    public long head() {
        return head.position();
    }

    @Override
    public void accompany(PiggybackedStatement statement) {
        piggybacked = statement;
    }

    @Override
    public void onceStored(Runnable action) {
        onceStored.add(action);
    }

    @Override
    public void append(List<StoredEvent> events) {
        List<StoredEvent> sealed = log.sealing().sealAndErase(events, this);
        List<String> texts = sealed.stream().map(log::encode).toList();
        log.write(head() + appended.size(), sealed, texts, piggybacked);
        piggybacked = null;
        appended.addAll(sealed);
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        if (piggybacked != null) {
            // Where Axon Server is the event store, nothing is appended here.
            log.writeAlone(piggybacked);
        }
    }

    @Override
    public void afterCommit() {
        log.sealing().erased(head.erasures(), appended);
        log.tellAppended(head(), appended);
        onceStored.forEach(Runnable::run);
    }

    @Override
    public void afterCompletion(int status) {
        log.unbindFromThread();
    }
}
