package io.punchgate.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.Migrations;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class LogTurnTest {

    private static final String COUNT = "select count(*) from note";

    private final String url = TestDatabase.freshUrl();
    private final DriverManagerDataSource dataSource = new DriverManagerDataSource(url);
    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    private final EventLog log = new EventLog(jdbc, new EventRecords());

    @BeforeEach
    void migrate() {
        Migrations.migrate(dataSource, "log");
        jdbc.execute("create table note (text text)");
    }

    @Test
    void givenAPiggybackedStatement_whenAnAppendFollows_thenBothAreDoneOrNeither() {
        transaction.executeWithoutResult(status -> {
            log.lockHead(null).accompany(new Note());
            log.append(List.of(event()));
            status.setRollbackOnly();
        });
        assertThat(notes()).isZero();

        transaction.executeWithoutResult(status -> {
            log.lockHead(null).accompany(new Note());
            log.append(List.of(event()));
        });
        assertThat(notes()).isEqualTo(1);
        assertThat(log.head()).isEqualTo(1);
    }

    @Test
    void givenAPiggybackedStatement_whenNoAppendFollows_thenItIsDoneByItself() {
        transaction.executeWithoutResult(status -> {
            log.lockHead(null).accompany(new Note());
        });

        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void givenAQuestion_whenTheHeadIsLocked_thenItIsAnsweredWithIt() {
        List<String> read = new ArrayList<>();
        jdbc.update("insert into note values ('noted')");

        Long head =
                transaction.execute(status -> log.lockHead(new Question(read)).head());

        assertThat(head).isZero();
        assertThat(read).containsExactly("noted");
    }

    private long notes() {
        Long count = jdbc.queryForObject(COUNT, Long.class);
        return count == null ? 0 : count;
    }

    private static StoredEvent event() {
        return event("id", "customer/acme");
    }

    private static StoredEvent event(String id, String stream) {
        return new StoredEvent(id, stream, 0, Instant.EPOCH, new ApiKeyRevoked("acme", "key", Instant.EPOCH));
    }

    private record Question(List<String> read) implements PiggybackedStatement {

        @Override
        public String sql() {
            return "select text from note where text = ?";
        }

        @Override
        public void bind(PreparedStatement statement, int first) throws SQLException {
            statement.setString(first, "noted");
        }

        @Override
        public void read(ResultSet rows) throws SQLException {
            while (rows.next()) {
                read.add(rows.getString(1));
            }
        }
    }
}
