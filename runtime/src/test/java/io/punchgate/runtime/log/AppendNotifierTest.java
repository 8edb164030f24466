package io.punchgate.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.log.FollowingProcessors.AppendSignal;
import io.punchgate.runtime.sql.Migrations;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Timeout(60)
class AppendNotifierTest {

    private static final int TICK_MILLIS = 20;

    private final DriverManagerDataSource dataSource = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    private final EventLog log = new EventLog(new JdbcTemplate(dataSource), new EventRecords());
    private final AppendNotifier notifier = new AppendNotifier(dataSource, log);
    private long sequence;

    @BeforeEach
    void start() {
        Migrations.migrate(dataSource, "log");
        notifier.start();
    }

    @AfterEach
    void stop() {
        notifier.stop();
    }

    @Test
    void givenAnotherProcess_whenOneAppends_thenTheStreamsOfTheOtherAreWoken() throws InterruptedException {
        EventLog others = new EventLog(new JdbcTemplate(dataSource), new EventRecords());
        AppendNotifier othersBell = new AppendNotifier(dataSource, others);
        AppendSignal signal = others.followers().add(0).signal();
        othersBell.start();
        try {
            // Until both have heard of each other, an append is found by the processor's own poll only.
            while (signal.told().othersAppends() == 0) {
                append();
                signal.awaitMoreThan(signal.told(), TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS));
            }
        } finally {
            othersBell.stop();
        }
    }

    @Test
    void givenAProcessAlone_whenItAppends_thenItRingsForNobodyUntilAnotherSaysThatItListens() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            PGConnection another = connection.unwrap(PGConnection.class);
            statement.execute("listen punchgate_log");
            append();
            assertThat(another.getNotifications(10 * TICK_MILLIS)).isEmpty();

            statement.execute("notify punchgate_log_listening");
            while (another.getNotifications(TICK_MILLIS).length == 0) {
                append();
            }
        }
    }

    private void append() {
        transaction.executeWithoutResult(status -> log.append(List.of(new StoredEvent(
                "id-" + sequence,
                "customer/acme",
                sequence++,
                Instant.EPOCH,
                new ApiKeyRevoked("acme", "key", Instant.EPOCH)))));
    }
}
