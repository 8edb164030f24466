package io.punchgate.runtime.sql;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The partitions of a table by ranges of log positions. A new one is made like the last, with its indexes and settings, and
 * attached behind it, while rows are written and read. Full ones may be detached by an operator at any time.
 */
public final class RangePartitions {

    /** Among the advisory locks of all who share the database: spells "part". */
    private static final int LOCK_CLASS = 0x70617274;

    /** PostgreSQL tells a partition's bounds as {@code FOR VALUES FROM ('1') TO ('50000001')}. */
    private static final String PARTITIONS = """
            select inhrelid::regclass::text as name, array_to_string(reloptions, ', ') as settings,
                cast(substring(pg_get_expr(relpartbound, inhrelid) from 'FROM \\(''(\\d+)''') as bigint) as first,
                cast(substring(pg_get_expr(relpartbound, inhrelid) from 'TO \\(''(\\d+)''') as bigint) as next
            from pg_inherits join pg_class on pg_class.oid = inhrelid
            where inhparent = cast(cast(? as text) as regclass) and not inhdetachpending
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate ownTransaction;
    private final String table;
    private final long positionsEach;
    private volatile List<Partition> known = List.of();

    /**
     * A partition.
     *
     * @param name with its schema
     * @param settings its storage parameters; null: none
     * @param first its first position
     * @param next the position after its last
     */
    public record Partition(String name, @Nullable String settings, long first, long next) {}

    /**
     * The partitions of a table.
     *
     * @param table with its schema; a trusted name: it becomes part of statements
     * @param positionsEach the number of positions of each partition that is made from now on
     */
    public RangePartitions(DataSource dataSource, String table, long positionsEach) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.ownTransaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.table = table;
        this.positionsEach = positionsEach;
    }

    /** The partitions when they were last looked at, in order; none before that. */
    public List<Partition> known() {
        return known;
    }

    /**
     * Makes sure that rows up to that position can be stored. Costs a comparison; makes what is missing, on a connection of
     * its own and committed at once, so that an append waits for a moment and never fails.
     */
    public void cover(long position) {
        List<Partition> partitions = known;
        if (partitions.isEmpty() || position >= partitions.getLast().next()) {
            makeUpTo(position);
        }
    }

    /** Looks at the partitions, and makes one ahead where the position nears the end of the last. */
    public void keepAhead(long position) {
        makeUpTo(position + positionsEach);
    }

    private void makeUpTo(long position) {
        known = Objects.requireNonNull(ownTransaction.execute(status -> {
            jdbc.execute(Sessions.END_IF_IDLE);
            List<Partition> partitions = read();
            if (position >= partitions.getLast().next()) {
                // Those who come at the same moment wait here, and find it made.
                jdbc.query("select pg_advisory_xact_lock(?, hashtext(?))", row -> {}, LOCK_CLASS, table);
                partitions = read();
                while (position >= partitions.getLast().next()) {
                    makeNext(partitions.getLast());
                    partitions = read();
                }
            }
            return partitions;
        }));
    }

    private List<Partition> read() {
        return jdbc
                .query(
                        PARTITIONS,
                        (row, number) -> new Partition(
                                row.getString("name"),
                                row.getString("settings"),
                                row.getLong("first"),
                                row.getLong("next")),
                        table)
                .stream()
                .sorted(Comparator.comparingLong(Partition::first))
                .toList();
    }

    /** Attaching takes SHARE UPDATE EXCLUSIVE on the table, beside which rows are written and read. */
    private void makeNext(Partition last) {
        String name = table + "_" + last.next();
        jdbc.execute("create table %s (like %s including all excluding constraints)%s"
                .formatted(name, last.name(), last.settings() == null ? "" : " with (" + last.settings() + ")"));
        jdbc.execute("alter table %s attach partition %s for values from (%d) to (%d)"
                .formatted(table, name, last.next(), last.next() + positionsEach));
    }
}
