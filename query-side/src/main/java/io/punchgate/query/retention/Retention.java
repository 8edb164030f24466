package io.punchgate.query.retention;

import io.punchgate.query.projection.BatchedProjection;
import io.punchgate.query.projection.RemovedRows;
import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.log.read.PostgresLogReader;
import io.punchgate.runtime.sql.ConnectionPools;
import io.punchgate.runtime.sql.Sessions;
import io.punchgate.runtime.sql.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes attempts, excerpts of answers and punches that are older than they may be kept, by the position at which they were
 * recorded: in slices, each in a transaction of its own that notes how far it came. What was removed is removed from the copy of
 * a replay as well. The note is one of the tables that a rebuild empties, so that what comes again is removed again.
 */
@Component
final class Retention implements RemovedRows {

    /** Rows in one transaction: some milliseconds of work, and of waiting for those who need the same rows. */
    private static final int SLICE_ROWS_MAX = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** The least that attempts are kept: above the age up to which a first attempt is written into its delivery's row. */
    static final Duration ATTEMPTS_MIN = Duration.ofDays(31);

    private static final String OF_ALL = "";
    private static final String LIVE = BatchedProjection.LIVE_SCHEMA;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final LogReader log;

    Retention(ConnectionPools pools) {
        DataSource dataSource = pools.longWork();
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.log = new PostgresLogReader(JdbcClient.create(dataSource));
    }

    /** Removes what was recorded before an instant. Two processes at once share the work. */
    void removeBefore(Instant instant) {
        long upTo = log.lastPositionAt(instant);
        if (upTo == 0) {
            return;
        }
        emptyFull(upTo);
        remove(Removal.ATTEMPTS, OF_ALL, instant, upTo);
        for (String customer :
                jdbc.queryForList("select customer_id from query.delivery_count order by 1", String.class)) {
            remove(Removal.EXCERPTS, customer, instant, upTo);
        }
        forgetLastAttempts(jdbc, LIVE, OF_ALL, instant);
    }

    /** Removes for each customer that has a limit of its own what is older than that. */
    void removeByCustomer(Instant now) {
        List<CustomerLimit> limits = jdbc.query(
                "select id, retention_days from query.registry_customer where retention_days is not null order by id",
                (row, number) -> new CustomerLimit(row.getString(1), Duration.ofDays(row.getInt(2))));
        for (CustomerLimit each : limits) {
            Instant punches = now.minus(each.kept());
            Instant attempts = min(punches, now.minus(ATTEMPTS_MIN));
            remove(Removal.PUNCHES, each.customer(), punches, log.lastPositionAt(punches));
            long upTo = log.lastPositionAt(attempts);
            remove(Removal.ATTEMPTS, each.customer(), attempts, upTo);
            remove(Removal.EXCERPTS, each.customer(), attempts, upTo);
            forgetLastAttempts(jdbc, LIVE, each.customer(), attempts);
        }
    }

    /** The time for which a customer's punches are kept. */
    private record CustomerLimit(String customer, Duration kept) {}

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** The last attempt of each device. */
    private static void forgetLastAttempts(JdbcOperations tables, String schema, String customer, Instant before) {
        tables.update(
                "update " + schema + ".delivery_device set last_error = null, last_excerpt = null"
                        + " where last_at < ? and (last_error is not null or last_excerpt is not null)"
                        + " and ? in ('', customer_id)",
                Timestamps.utc(before),
                customer);
    }

    /**
     * Empties whole partitions of attempts at once, under ACCESS EXCLUSIVE for a moment; where that is not to be had, their rows go
     * one by one. They stay, for a rebuild writes into them again.
     */
    void emptyFull(long upTo) {
        List<String> full = jdbc.queryForList("""
                select cast(cast(inhrelid as regclass) as text) from pg_inherits join pg_class on pg_class.oid = inhrelid
                where inhparent = cast('query.delivery_attempt' as regclass) and pg_relation_size(inhrelid) > 0
                    and cast(substring(pg_get_expr(relpartbound, inhrelid) from 'TO \\(''(\\d+)''') as bigint) <= ? + 1
                """, String.class, upTo);
        for (String partition : full) {
            try {
                transaction.executeWithoutResult(status -> {
                    jdbc.execute(Sessions.END_IF_IDLE);
                    jdbc.execute("set local lock_timeout = '1s'");
                    jdbc.execute("truncate " + partition);
                });
            } catch (PessimisticLockingFailureException e) {
                LOG.info("{} is in use: its rows are removed one by one", partition);
            }
        }
    }

    private void remove(Removal removal, String customer, Instant instant, long upTo) {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = Boolean.TRUE.equals(transaction.execute(status -> removeSlice(removal, customer, instant, upTo)));
        }
    }

    /** Tells whether more is to be removed. */
    private boolean removeSlice(Removal removal, String customer, Instant instant, long upTo) {
        jdbc.execute(Sessions.END_IF_IDLE);
        jdbc.update(
                "insert into query.retention (kind, customer_id, position, before_time) values (?, ?, 0, ?)"
                        + " on conflict do nothing",
                removal.kind(),
                customer,
                Timestamps.utc(instant));
        long projected =
                position("select position from query.projection_position where name = ?", removal.projection());
        long done = position(
                "select position from query.retention where kind = ? and customer_id = ? for update",
                removal.kind(),
                customer);
        long end = Math.min(upTo, projected);
        @Nullable
        Long full = jdbc.queryForObject(
                "select max(position) from (select position from " + LIVE + "." + removal.table()
                        + " where " + (removal.isByCustomer() ? "customer_id = ? and " : "? is not null and ")
                        + "position > ? and position <= ? order by position offset ? limit 1) slice",
                Long.class,
                customer,
                done,
                end,
                SLICE_ROWS_MAX);
        long last = full == null ? end : full;
        if (last > done) {
            jdbc.update(removal.in(LIVE, customer) + " and position > ?", customer, last, done);
        }
        jdbc.update(
                "update query.retention set position = ?, before_time = ? where kind = ? and customer_id = ?",
                Math.max(last, done),
                Timestamps.utc(instant),
                removal.kind(),
                customer);
        return full != null;
    }

    private long position(String sql, Object... values) {
        return jdbc.queryForList(sql, Long.class, values).stream().findFirst().orElse(0L);
    }

    /** The rows removed so far, of one customer or of all. */
    private record Removed(Removal removal, String customer, long position, Instant before) {}

    @Override
    public void removeFrom(JdbcOperations replay, String schema) {
        List<Removed> removed = replay.query(
                "select kind, customer_id, position, before_time from query.retention",
                (row, number) -> new Removed(
                        Removal.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                        row.getString(2),
                        row.getLong(3),
                        Timestamps.instant(row, "before_time")));
        for (Removed each : removed) {
            replay.update(each.removal().in(schema, each.customer()), each.customer(), each.position());
            if (each.removal() == Removal.ATTEMPTS) {
                forgetLastAttempts(replay, schema, each.customer(), each.before());
            }
        }
    }
}
