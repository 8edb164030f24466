package io.punchgate.runtime.log.partition;

import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.Logged;
import io.punchgate.runtime.log.StoredEvent;
import io.punchgate.runtime.sql.Migrations;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A log with partitions of ten events. */
abstract class SmallLog {

    static final long EACH = 10;

    static final String OLD = "customer/old";

    final PGSimpleDataSource database = new PGSimpleDataSource();
    final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));

    SmallLog() {
        database.setUrl(TestDatabase.freshUrl());
    }

    EventLog log() {
        return new EventLog(jdbc, new EventRecords(), EACH);
    }

    /** A log whose first partition ends at position 10. */
    EventLog smallLog() {
        Migrations.migrate(database, "log");
        jdbc.execute("alter table log.event detach partition log.event_1");
        jdbc.execute("alter table log.event attach partition log.event_1 for values from (1) to (11)");
        return log();
    }

    static StoredEvent event(String stream, long sequence) {
        return new StoredEvent(
                stream + "@" + sequence,
                stream,
                sequence,
                Instant.EPOCH,
                new ApiKeyRevoked(stream, "key", Instant.EPOCH));
    }

    void append(EventLog log, String stream, long first, int count) {
        transaction.executeWithoutResult(status -> log.append(IntStream.range(0, count)
                .mapToObj(i -> event(stream, first + i))
                .toList()));
    }

    static List<Long> sequences(List<Logged> events) {
        return events.stream().map(each -> each.event().sequence()).toList();
    }

    static List<Long> upTo(long last) {
        return LongStream.rangeClosed(0, last).boxed().toList();
    }

    List<String> partitions() {
        return jdbc.queryForList(
                "select pg_get_expr(relpartbound, oid) from pg_class join pg_inherits on inhrelid = oid"
                        + " where inhparent = 'log.event'::regclass order by oid",
                String.class);
    }
}
