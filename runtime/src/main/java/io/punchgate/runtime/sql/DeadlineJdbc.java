package io.punchgate.runtime.sql;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Statements that the database ends at the {@link Deadline} of the thread that asks. */
public final class DeadlineJdbc extends JdbcTemplate {

    public DeadlineJdbc(DataSource dataSource) {
        super(dataSource);
    }

    /** Tells the driver the seconds that are left: it cancels the statement then, without asking the database before. */
    @Override
    protected void applyStatementSettings(Statement statement) throws SQLException {
        super.applyStatementSettings(statement);
        Optional<Duration> left = Deadline.left();
        if (left.isPresent()) {
            if (left.get().isZero()) {
                throw new QueryTimeoutException("the time for this call is over");
            }
            statement.setQueryTimeout((int) left.get().plusMillis(999).toSeconds());
        }
    }
}
