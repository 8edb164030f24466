package io.punchgate.query.retention;

import io.punchgate.runtime.sql.Sessions;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The partitions of attempts that are full, of which none is to be kept. */
record FullPartitions(JdbcTemplate jdbc, TransactionTemplate transaction) {

    private static final Logger LOG = LoggerFactory.getLogger(FullPartitions.class);

    /**
     * Empties whole partitions of attempts at once, under ACCESS EXCLUSIVE for a moment; where that is not to be had, their rows go
     * one by one. They stay, for a rebuild writes into them again.
     */
    void empty(long upTo) {
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
}
