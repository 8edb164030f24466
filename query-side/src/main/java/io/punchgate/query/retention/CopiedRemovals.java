package io.punchgate.query.retention;

import io.punchgate.query.projection.RemovedRows;
import io.punchgate.runtime.sql.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/** Removes from the copies that replays make what was removed from the tables that are served. */
@Component
final class CopiedRemovals implements RemovedRows {

    private static final String NOTES = "retention";

    /**
     * The rows of a kind that were removed.
     *
     * @param after the position up to which they are removed from the copy, too
     */
    private record Removed(
            Removal removal, String customerId, String callback, long after, long position, Instant before) {}

    @Override
    public String table() {
        return NOTES;
    }

    @Override
    public void removeFrom(JdbcOperations replay, String schema) {
        String notes = schema + "." + NOTES;
        List<Removed> removed = replay.query(
                "select kind, customer_id, callback, coalesce(copy.position, 0) as after, served.position, served.before_time"
                        + " from query.retention served left join " + notes
                        + " copy using (kind, customer_id, callback)",
                (row, number) -> new Removed(
                        Removal.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getString("customer_id"),
                        row.getString("callback"),
                        row.getLong("after"),
                        row.getLong("position"),
                        Timestamps.instant(row, "before_time")));
        for (Removed each : removed) {
            replay.update(
                    each.removal().in(schema, each.customerId()) + " and position > ?",
                    each.customerId(),
                    each.callback(),
                    each.position(),
                    each.after());
            if (each.removal() == Removal.ATTEMPTS) {
                Retention.forgetLastAttempts(replay, schema, each.customerId(), each.before());
            }
        }
        replay.update(
                "insert into " + notes + " select * from query.retention on conflict (kind, customer_id, callback)"
                        + " do update set position = excluded.position, before_time = excluded.before_time");
    }
}
