package io.punchgate.runtime.log.read;

import io.punchgate.runtime.log.EventRecords;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells which events this version of Punchgate cannot read: a later one wrote them, or their stored text was damaged. Whatever
 * follows the log stops before such an event.
 */
public final class UnreadableEvents {

    private final JdbcClient jdbc;
    private final EventRecords records;

    public UnreadableEvents(JdbcClient jdbc, EventRecords records) {
        this.jdbc = jdbc;
        this.records = records;
    }

    /** The reason why the event at a position cannot be read; null if it can, or there is none. */
    public @Nullable String at(long position) {
        return jdbc.sql("select record from log.event where position = ?")
                .param(position)
                .query(String.class)
                .optional()
                .map(record -> whyUnreadable(position, record))
                .orElse(null);
    }

    private @Nullable String whyUnreadable(long position, String record) {
        try {
            var unused = records.decode(record);
            return null;
        } catch (IllegalStateException unreadable) {
            return "this version cannot read the event at position " + position + ": " + unreadable.getMessage();
        }
    }
}
