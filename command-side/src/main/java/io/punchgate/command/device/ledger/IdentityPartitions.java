package io.punchgate.command.device.ledger;

import io.punchgate.runtime.sql.Sessions;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The partitions of the identities by months of the punches' wall clock, made ahead. Times that have none, far ahead or of a
 * partition that an operator detached, are in the default one, so that an append never waits for a partition to be made.
 */
public final class IdentityPartitions {

    /** Months after the present one that have a partition: a clock that is wrong by more is rare, and found in the default one. */
    static final int MONTHS_AHEAD = 3;

    private static final String OTHER = "command.punch_identity_other";
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("yyyy_MM");
    /** Among the advisory locks of all who share the database: spells "iden". */
    private static final int LOCK_KEY = 0x6964656e;

    /** PostgreSQL tells a partition's bounds as {@code FOR VALUES FROM ('2027-01-01 00:00:00') TO ('2027-02-01 00:00:00')}. */
    private static final String END_OF_LAST = """
            select max(cast(substring(pg_get_expr(relpartbound, oid) from 'TO \\(''([^'']+)''') as timestamp))
            from pg_class join pg_inherits on inhrelid = oid
            where inhparent = cast('command.punch_identity' as regclass)
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    /** The partitions in a database. */
    public IdentityPartitions(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** Makes the partitions that are missing up to some months after a day. Any process may, at any time. */
    public void makeAhead(LocalDate today) {
        YearMonth last = YearMonth.from(today).plusMonths(MONTHS_AHEAD);
        for (YearMonth next = next(today); !next.isAfter(last); next = next(today)) {
            YearMonth month = next;
            transaction.executeWithoutResult(status -> make(month, today));
        }
    }

    private YearMonth next(LocalDate today) {
        @Nullable LocalDateTime end = jdbc.queryForObject(END_OF_LAST, LocalDateTime.class);
        return YearMonth.from(Objects.requireNonNullElse(end, today.atStartOfDay()));
    }

    /**
     * Moves to a month what clocks that are ahead have put into the default partition. Appends that need the default one
     * wait for the moment in which it is read, and no others: it is small, and attaching takes SHARE UPDATE EXCLUSIVE.
     */
    private void make(YearMonth month, LocalDate today) {
        jdbc.execute(Sessions.END_IF_IDLE);
        jdbc.execute("set local lock_timeout = '5s'");
        jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK_KEY);
        if (!next(today).equals(month)) {
            return;
        }
        String name = "command.punch_identity_" + month.format(SUFFIX);
        LocalDateTime first = month.atDay(1).atStartOfDay();
        LocalDateTime end = first.plusMonths(1);
        jdbc.execute("create table %s (like %s including indexes) with (autovacuum_freeze_min_age = 0)"
                .formatted(name, OTHER));
        jdbc.execute("lock table " + OTHER + " in access exclusive mode");
        jdbc.update(
                "with moved as (delete from " + OTHER + " where wall_time >= ? and wall_time < ? returning *)"
                        + " insert into " + name + " (wall_time, who, kind) select wall_time, who, kind from moved",
                first,
                end);
        jdbc.execute("alter table command.punch_identity attach partition %s for values from ('%s') to ('%s')"
                .formatted(name, first, end));
    }
}
