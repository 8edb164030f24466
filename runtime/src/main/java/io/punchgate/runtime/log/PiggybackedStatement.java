package io.punchgate.runtime.log;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A statement that is sent along with one of the log's, so that both take one round trip. Sent with a question, it runs
 * after it, in the same transaction, and sees what was committed before it began. Sent with an append, it is a part of it.
 */
public interface PiggybackedStatement {

    /**
     * One statement, without a semicolon. What is sent with an append inserts what it selects, from nothing: the append
     * adds a {@code from}, so that nothing is inserted where the head is not.
     */
    String sql();

    /** Binds its parameters, the first of which has that index. */
    void bind(PreparedStatement statement, int first) throws SQLException;

    /** A statement that does what both do; called only where it is sent with an append. */
    default PiggybackedStatement and(PiggybackedStatement other) {
        throw new UnsupportedOperationException(getClass() + " goes alone");
    }

    /** Takes its rows; called only where it is sent with a question. */
    default void read(ResultSet rows) throws SQLException {}
}
