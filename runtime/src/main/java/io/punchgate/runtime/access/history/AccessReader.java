package io.punchgate.runtime.access.history;

import io.punchgate.runtime.sql.Timestamps;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the stored history. */
public final class AccessReader {

    private final JdbcClient jdbc;

    /** A reader of that database, whose schema {@code access} exists. */
    public AccessReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The number of the newest entry, 0 if there is none yet. */
    public long last() {
        return jdbc.sql("select id from access.head").query(Long.class).single();
    }

    /** The number of the first entry from that instant on; above every number if there is none. */
    public long firstAt(Instant instant) {
        return jdbc.sql("select coalesce(min(id), ?) from access.entry where at >= ?")
                .params(Long.MAX_VALUE, Timestamps.utc(instant))
                .query(Long.class)
                .single();
    }

    /** The entries from one number to another, oldest first, as far as they are kept. */
    public List<AccessEntry> entries(long first, long last, int max) {
        return jdbc.sql("select id, customer_id, sn, record, hash from access.entry where id >= ? and id <= ?"
                        + " order by id limit ?")
                .params(first, last, max)
                .query((row, number) -> new AccessEntry(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        Base64.getEncoder().encodeToString(row.getBytes(5))))
                .list();
    }
}
