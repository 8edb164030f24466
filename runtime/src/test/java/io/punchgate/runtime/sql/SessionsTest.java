package io.punchgate.runtime.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.DatabaseSettings.Durability;
import io.punchgate.runtime.start.StartRefused;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Every wait of our sessions has an end, whatever the URL of the database says, and a commit is on the disk. */
class SessionsTest {

    private final String url = TestDatabase.freshUrl();
    private final JdbcTemplate operator = new JdbcTemplate(new DriverManagerDataSource(url));
    private final Sessions sessions = new Sessions(new Binder(new MapConfigurationPropertySource())
            .bindOrCreate("punchgate.database", DatabaseSettings.class));

    @Test
    void givenAnyUrl_whenAPoolIsSetUp_thenItsWaitsHaveAnEnd() {
        try (HikariDataSource pool = pool(Sessions::setUp)) {
            JdbcTemplate session = new JdbcTemplate(pool);

            assertThat(show(session, "lock_timeout")).isEqualTo("7s");
            assertThat(show(session, "idle_in_transaction_session_timeout")).isEqualTo("5s");
            assertThat(show(session, "tcp_keepalives_idle")).isEqualTo("5");
            assertThat(show(session, "client_connection_check_interval")).isEqualTo("2s");
            assertThat(show(session, "enable_seqscan")).isEqualTo("off");
            assertThat(session.execute((java.sql.Connection one) -> one.getNetworkTimeout()))
                    .isEqualTo((int) Duration.ofSeconds(10).toMillis());
        }
    }

    @Test
    void givenReaders_whenAPoolIsSetUp_thenTheirStatementsEndAndChangeNothing() {
        operator.execute("create table note (text text)");
        try (HikariDataSource pool = pool(Sessions::setUpForReading)) {
            JdbcTemplate session = new JdbcTemplate(pool);

            assertThat(show(session, "statement_timeout")).isEqualTo("30s");
            assertThatExceptionOfType(UncategorizedSQLException.class)
                    .isThrownBy(() -> session.update("insert into note values ('a')"))
                    .matches(StorageOutOfReach::is);
        }
    }

    @Test
    void givenLongWork_whenAPoolIsSetUp_thenItMayTakeAsLongAsItTakes() {
        try (HikariDataSource pool = pool(Sessions::setUpForLongWork)) {
            JdbcTemplate session = new JdbcTemplate(pool);

            assertThat(show(session, "idle_in_transaction_session_timeout")).isEqualTo("0");
            assertThat(session.execute((java.sql.Connection one) -> one.getNetworkTimeout()))
                    .isZero();
        }
    }

    @Test
    void givenADatabaseWhoseCommitsDoNotWaitForTheDisk_whenAPoolIsSetUp_thenOursDo() {
        operator.execute("do $$ begin execute 'alter database ' || current_database()"
                + " || ' set synchronous_commit = off'; end $$");
        try (HikariDataSource pool = pool(Sessions::setUp)) {
            assertThat(show(new JdbcTemplate(pool), "synchronous_commit")).isEqualTo("on");
        }
    }

    @Test
    void givenAServerThatMayLoseWhatItCommitted_whenRequired_thenItIsRefusedByName() {
        try (HikariDataSource pool = pool(Sessions::setUp)) {
            assertThatExceptionOfType(StartRefused.class)
                    .isThrownBy(() -> DurableDatabase.require(pool, Durability.REQUIRED))
                    .withMessageContaining("fsync off");
            DurableDatabase.require(pool, Durability.UNCHECKED);
        }
    }

    @Test
    void givenConnectionsThatDoNotCommitByThemselves_whenRequired_thenTheyAreRefused() {
        try (HikariDataSource pool = pool(Sessions::setUp)) {
            pool.setAutoCommit(false);

            assertThatExceptionOfType(StartRefused.class)
                    .isThrownBy(() -> DurableDatabase.require(pool, Durability.UNCHECKED))
                    .withMessageContaining("Auto-commit");
        }
    }

    @Test
    void givenARowThatCannotBeStored_whenThePoolsOfAnyKindTellWhy_thenTheyTellNoneOfItsValues() {
        operator.execute("create table person (card text not null unique, age int check (age > 0))");
        operator.update("insert into person values ('s3cr3t', 1)");
        for (BiConsumer<Sessions, HikariDataSource> kind :
                List.<BiConsumer<Sessions, HikariDataSource>>of(Sessions::setUp, Sessions::setUpForLongWork)) {
            try (HikariDataSource pool = pool(kind)) {
                JdbcTemplate session = new JdbcTemplate(pool);
                List<Object[]> rows = List.of(new Object[] {"s3cr3t", 1}, new Object[] {"s3cr3t2", -1});
                for (Object[] row : rows) {
                    assertThatExceptionOfType(DataIntegrityViolationException.class)
                            .isThrownBy(() -> session.update("insert into person values (?, ?)", row))
                            .withMessageContaining("constraint")
                            .withMessageNotContaining("s3cr3t")
                            .havingRootCause()
                            .withMessageNotContaining("s3cr3t");
                }
                assertThatExceptionOfType(DataAccessException.class)
                        .isThrownBy(() -> session.batchUpdate("insert into person values ('s3cr3t', 1)"))
                        .havingRootCause()
                        .withMessageNotContaining("s3cr3t");
            }
        }
    }

    private HikariDataSource pool(BiConsumer<Sessions, HikariDataSource> setUp) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(1);
        setUp.accept(sessions, pool);
        return pool;
    }

    private static String show(JdbcTemplate session, String setting) {
        return String.valueOf(session.queryForObject("show " + setting, String.class));
    }
}
