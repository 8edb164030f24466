package io.punchgate.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.Migrations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An append in a single journey after an assumed head: all of it, or nothing. */
class StagedAppendTest {

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
        staged.tellStored();

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

        assertThatExceptionOfType(ConcurrencyException.class).isThrownBy(staged::write);

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

    @Test
    void givenTheDatabaseWentBack_whenAnAppendAfterItsOldHeadIsWritten_thenItFailsAndLeavesNoGap() {
        transaction.executeWithoutResult(status -> log.append(List.of(event())));
        jdbc.execute("delete from log.event; update log.head set position = 0");
        StagedAppend staged = log.stage(1);
        staged.collect(() -> {
            staged.accompany(new Note());
            log.append(List.of(event("another", "customer/umbrella")));
        });

        assertThatExceptionOfType(ConcurrencyException.class).isThrownBy(staged::write);

        assertThat(jdbc.queryForList("select * from log.event")).isEmpty();
        assertThat(notes()).isZero();
        assertThat(log.head()).isZero();
    }

    @Test
    void givenAnAppendOfMegabytes_whenItsLastEventIsRefused_thenNothingOfItIsThere() {
        transaction.executeWithoutResult(status -> log.append(List.of(event())));
        StagedAppend staged = log.stage(1);
        staged.collect(() -> {
            staged.accompany(new Note());
            log.append(IntStream.range(0, 2_000)
                    .mapToObj(number -> event("x".repeat(2_000), "customer/c" + number))
                    .toList());
            log.append(List.of(event("again", "customer/acme")));
        });

        assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(staged::write);

        assertThat(log.head()).isEqualTo(1);
        assertThat(log.readAfter(1)).isEmpty();
        assertThat(notes()).isZero();
    }

    @Test
    void givenAConnectionThatDoesNotCommitByItself_whenAStagedAppendIsWritten_thenItIsThere() {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(url);
            pool.setAutoCommit(false);
            EventLog other = new EventLog(new JdbcTemplate(pool), new EventRecords());
            StagedAppend staged = other.stage(0);
            staged.collect(() -> other.append(List.of(event())));

            staged.write();
        }

        assertThat(log.head()).isEqualTo(1);
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
}
