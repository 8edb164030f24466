package io.punchgate.runtime.log;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A statement that goes along with an append: a row in a table of the test. */
record Note() implements PiggybackedStatement {

    @Override
    public String sql() {
        return "insert into note select ?";
    }

    @Override
    public void bind(PreparedStatement statement, int first) throws SQLException {
        statement.setString(first, "noted");
    }
}
