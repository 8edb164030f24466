package io.punchgate.runtime.log.read;

import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.EventRecords;
import java.util.Optional;
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

    /**
     * The reason why the first such event after a position cannot be read; null if there is none in the page that follows. What
     * follows the log may stand a little before that event, for it passes over others in memory.
     */
    public @Nullable String firstAfter(long position) {
        return jdbc
                .sql("select position, record from log.event where position > ? and position <= ? order by position")
                .params(position, position + EventLog.PAGE_EVENTS)
                .query((row, number) ->
                        Optional.ofNullable(whyUnreadable(row.getLong("position"), row.getString("record"))))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst()
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
