package io.punchgate.query.retention;

import io.punchgate.query.projection.BatchedProjection;
import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.log.read.PostgresLogReader;
import io.punchgate.runtime.sql.ConnectionPools;
import io.punchgate.runtime.sql.Sessions;
import io.punchgate.runtime.sql.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes attempts, excerpts of answers and punches that are older than they may be kept, by the position at which they were
 * recorded: in slices, each in a transaction of its own that notes how far it came. The note is one of the tables that a rebuild empties, so that what comes again is removed again.
 */
@Component
final class Retention {

    /** Rows in one transaction: some milliseconds of work, and of waiting for those who need the same rows. */
    private static final int SLICE_ROWS_MAX = 5_000;

    /** The least that attempts are kept: above the age up to which a first attempt is written into its delivery's row. */
    static final Duration ATTEMPTS_MIN = Duration.ofDays(31);

    private static final String LIVE = BatchedProjection.LIVE_SCHEMA;

    /** The rows that are removed in one order: of all customers, of one, or of one callback. */
    private record Part(String customerId, String callback) {
        private static final Part ALL = new Part("", "");
    }

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final FullPartitions full;
    private final LogReader log;

    Retention(ConnectionPools pools) {
        DataSource dataSource = pools.longWork();
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.full = new FullPartitions(jdbc, transaction);
        this.log = new PostgresLogReader(JdbcClient.create(dataSource));
    }

    /** Removes what was recorded before an instant. Two processes at once share the work. */
    void removeBefore(Instant instant) {
        long upTo = log.lastPositionAt(instant);
        if (upTo == 0) {
            return;
        }
        full.empty(upTo);
        remove(Removal.ATTEMPTS, Part.ALL, instant, upTo);
        callbacks("").forEach(each -> remove(Removal.EXCERPTS, each, instant, upTo));
        forgetLastAttempts(jdbc, LIVE, "", instant);
    }

    /** Removes for each customer that has a limit of its own what is older than that. */
    void removeByCustomer(Instant now) {
        List<CustomerLimit> limits = jdbc.query(
                "select id, retention_days from query.registry_customer where retention_days is not null order by id",
                (row, number) -> new CustomerLimit(row.getString(1), Duration.ofDays(row.getInt(2))));
        for (CustomerLimit each : limits) {
            Instant punches = now.minus(each.kept());
            Instant attempts = min(punches, now.minus(ATTEMPTS_MIN));
            Part all = new Part(each.customer(), "");
            long punchesUpTo = log.lastPositionAt(punches);
            remove(Removal.PUNCHES, all, punches, punchesUpTo);
            remove(Removal.CORRECTIONS, all, punches, punchesUpTo);
            long upTo = log.lastPositionAt(attempts);
            remove(Removal.ATTEMPTS, all, attempts, upTo);
            callbacks(each.customer()).forEach(part -> remove(Removal.EXCERPTS, part, attempts, upTo));
            forgetLastAttempts(jdbc, LIVE, each.customer(), attempts);
        }
    }

    /** The callbacks of a customer, or ('') of all, that have deliveries. */
    private List<Part> callbacks(String customer) {
        return jdbc.query(
                "select customer_id, callback from query.delivery_count where ? in ('', customer_id) order by 1, 2",
                (row, number) -> new Part(row.getString(1), row.getString(2)),
                customer);
    }

    /** The time for which a customer's punches are kept. */
    private record CustomerLimit(String customer, Duration kept) {}

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** The last attempt of each device. */
    static void forgetLastAttempts(JdbcOperations tables, String schema, String customer, Instant before) {
        tables.update(
                "update " + schema + ".delivery_device set last_error = null, last_excerpt = null, last_sealed = null"
                        + " where last_at < ?"
                        + " and (last_error is not null or last_excerpt is not null or last_sealed is not null)"
                        + " and ? in ('', customer_id)",
                Timestamps.utc(before),
                customer);
    }

    private void remove(Removal removal, Part part, Instant instant, long upTo) {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = Boolean.TRUE.equals(transaction.execute(status -> removeSlice(removal, part, instant, upTo)));
        }
    }

    /** Tells whether more is to be removed. */
    private boolean removeSlice(Removal removal, Part part, Instant instant, long upTo) {
        jdbc.execute(Sessions.END_IF_IDLE);
        jdbc.update(
                "insert into query.retention (kind, customer_id, callback, position, before_time)"
                        + " values (?, ?, ?, 0, ?)"
                        + " on conflict do nothing",
                removal.kind(),
                part.customerId(),
                part.callback(),
                Timestamps.utc(instant));
        long projected =
                position("select position from query.projection_position where name = ?", removal.projection());
        long done = position(
                "select position from query.retention where kind = ? and customer_id = ? and callback = ?"
                        + " for update",
                removal.kind(),
                part.customerId(),
                part.callback());
        long end = Math.min(upTo, projected);
        @Nullable
        Long full = jdbc.queryForObject(
                "select max(position) from (select position from " + LIVE + "." + removal.table()
                        + removal.where(LIVE, part.customerId())
                        + " and position > ? and position <= ? order by position offset ? limit 1) slice",
                Long.class,
                part.customerId(),
                part.callback(),
                done,
                end,
                SLICE_ROWS_MAX);
        long last = full == null ? end : full;
        if (last > done) {
            jdbc.update(
                    removal.in(LIVE, part.customerId()) + " and position > ?",
                    part.customerId(),
                    part.callback(),
                    last,
                    done);
        }
        jdbc.update(
                "update query.retention set position = ?, before_time = ? where kind = ? and customer_id = ?"
                        + " and callback = ?",
                Math.max(last, done),
                Timestamps.utc(instant),
                removal.kind(),
                part.customerId(),
                part.callback());
        return full != null;
    }

    private long position(String sql, Object... values) {
        return jdbc.queryForList(sql, Long.class, values).stream().findFirst().orElse(0L);
    }
}
