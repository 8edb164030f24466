package io.punchgate.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.Migrations;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class LogTurnTest {

    private static final String COUNT = "select count(*) from note";

    private final DriverManagerDataSource dataSource = new DriverManagerDataSource(TestDatabase.freshUrl());
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

    @Test
    void givenAStagedAppend_whenWritten_thenAllIsThereAndToldOf() {
        List<String> told = new ArrayList<>();
        log.followers().onAppend(() -> told.add("appended"));
        StagedAppend staged = log.stage(0);
        staged.collect(() -> {
            staged.accompany(new Note());
            log.append(List.of(event()));
        });
        assertThat(log.head()).isZero();

        staged.write();

        assertThat(log.head()).isEqualTo(1).isEqualTo(staged.headAfter());
        assertThat(log.readAfter(0)).hasSize(1);
        assertThat(notes()).isEqualTo(1);
        assertThat(told).hasSize(1);
    }

    @Test
    void givenAStagedAppend_whenItsPiggybackedStatementFails_thenNothingIsThere() {
        jdbc.execute("alter table note add unique (text)");
        jdbc.update("insert into note values ('noted')");
        StagedAppend staged = log.stage(0);
        staged.collect(() -> {
            staged.accompany(new Note());
            log.append(List.of(event()));
        });

        assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(staged::write);

        assertThat(log.head()).isZero();
        assertThat(log.readAfter(0)).isEmpty();
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void givenAnotherAppended_whenAStagedAppendIsWritten_thenItFailsAndTheOtherEventStays() {
        transaction.executeWithoutResult(status -> log.append(List.of(event())));
        StagedAppend staged = log.stage(0);
        staged.collect(() -> {
            staged.accompany(new Note());
            log.append(List.of(event("another", "customer/umbrella")));
        });

        assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(staged::write);

        assertThat(notes()).isZero();
        assertThat(log.head()).isEqualTo(1);
    }

    @Test
    void givenAnotherAppended_whenAnEmptyStagedAppendIsWritten_thenItFails() {
        transaction.executeWithoutResult(status -> log.append(List.of(event())));

        assertThatExceptionOfType(ConcurrencyException.class)
                .isThrownBy(() -> log.stage(0).write());
        log.stage(1).write();
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

    private record Note() implements PiggybackedStatement {

        @Override
        public String sql() {
            return "insert into note values (?)";
        }

        @Override
        public void bind(PreparedStatement statement, int first) throws SQLException {
            statement.setString(first, "noted");
        }
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
