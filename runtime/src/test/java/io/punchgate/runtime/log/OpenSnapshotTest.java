package io.punchgate.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.Migrations;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Appends while somebody reads the database as it was long ago: a dump, or a replay. */
class OpenSnapshotTest {

    private final String url = TestDatabase.freshUrl();
    private final DriverManagerDataSource dataSource = new DriverManagerDataSource(url);
    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);

    @BeforeEach
    void migrate() {
        Migrations.migrate(dataSource, "log");
    }

    @Test
    void givenASnapshotThatStaysOpen_whenThousandsAreAppended_thenEachAppendReadsNoMoreThanTheFirst() {
        TransactionTemplate snapshot = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        SingleConnectionDataSource one = new SingleConnectionDataSource(url, true);
        JdbcTemplate session = new JdbcTemplate(one);
        session.execute("set enable_seqscan = off");
        EventLog appended = new EventLog(session, new EventRecords());
        try {
            snapshot.executeWithoutResult(status -> {
                jdbc.queryForList("select * from log.head");
                long first = pagesOfTheHeadRead(session, () -> append(appended, 200));
                append(appended, 2_000);

                assertThat(pagesOfTheHeadRead(session, () -> append(appended, 200)))
                        .isLessThan(2 * first);
            });
        } finally {
            one.destroy();
        }
    }

    private static void append(EventLog log, int times) {
        for (int i = 0; i < times; i++) {
            StagedAppend staged = log.stage(log.head());
            staged.collect(() -> log.append(List.of(event("customer/c" + staged.head()))));
            staged.write();
        }
    }

    private static long pagesOfTheHeadRead(JdbcTemplate session, Runnable appends) {
        long before = pagesOfTheHeadRead(session);
        appends.run();
        return pagesOfTheHeadRead(session) - before;
    }

    private static long pagesOfTheHeadRead(JdbcTemplate session) {
        session.queryForList("select pg_stat_force_next_flush()");
        Long pages = session.queryForObject(
                "select heap_blks_read + heap_blks_hit from pg_statio_user_tables"
                        + " where schemaname = 'log' and relname = 'head'",
                Long.class);
        return pages == null ? 0 : pages;
    }

    private static StoredEvent event(String stream) {
        return new StoredEvent("id", stream, 0, Instant.EPOCH, new ApiKeyRevoked("acme", "key", Instant.EPOCH));
    }
}
