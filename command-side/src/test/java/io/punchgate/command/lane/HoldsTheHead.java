package io.punchgate.command.lane;

import com.zaxxer.hikari.HikariDataSource;
import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.OpenAppend;
import io.punchgate.runtime.log.StoredEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A process that locks the head of the log, says so, and appends once it is told to. */
final class HoldsTheHead {

    /** The words that it says. */
    static final Set<String> WORDS = Set.of("locked", "stored", "failed");

    private HoldsTheHead() {}

    /** Run with the database's URL. */
    public static void main(String[] arguments) {
        try (HikariDataSource pool = DatabaseOutageTest.pool(arguments[0])) {
            EventLog log = new EventLog(new JdbcTemplate(pool), new EventRecords());
            new TransactionTemplate(new JdbcTransactionManager(pool)).executeWithoutResult(status -> {
                OpenAppend append = log.lockHead(null);
                System.out.println("locked");
                awaitInput();
                append.append(List.of(new StoredEvent(
                        "id", "customer/late", 0, Instant.EPOCH, new ApiKeyRevoked("late", "key", Instant.EPOCH))));
            });
            System.out.println("stored");
        } catch (RuntimeException e) {
            System.out.println("failed");
        }
    }

    private static void awaitInput() {
        try {
            int ignored = System.in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
