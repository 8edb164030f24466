package io.punchgate.runtime.log;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A statement that is sent along with one of the log's, so that both take one round trip. It runs after the other, in
 * the same transaction, and sees what was committed before it began.
 */
public interface PiggybackedStatement {

    /** One statement, without a semicolon. */
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
