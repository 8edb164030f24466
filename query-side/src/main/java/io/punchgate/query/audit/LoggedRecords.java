package io.punchgate.query.audit;

import io.punchgate.api.Streams;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the log for auditors, as text: the one place of this package that knows where events are kept. */
@Component
class LoggedRecords {

    /** Positions looked at by one statement: what bounds its time and the memory it needs. */
    static final int WINDOW_POSITIONS = 2_000;

    private static final String WINDOW = """
            select position, sequence, type, recorded_at, record from log.event
            where position between :first and :last
              and (cast(:type as text) is null or type like :type)
              and (cast(:from as timestamptz) is null or recorded_at >= :from)
              and (cast(:before as timestamptz) is null or recorded_at < :before)
              and (cast(:device as text) is null or stream = :device or stream like :callbacks)
            order by position
            """;

    private static final String REPLAYED = """
            select position, sequence, type, recorded_at, record from log.event
            where position between :first and :last
              and (cast(:device as text) is null or stream = :device or stream not like :devices)
            order by position
            """;

    private final JdbcClient jdbc;

    LoggedRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The last position; 0 if there are no events. */
    long head() {
        return Objects.requireNonNull(
                jdbc.sql("select position from log.head").query(Long.class).single());
    }

    /**
     * The events from one position to another, in order, that the filter may mean: what can only be told from a payload is
     * left to the caller.
     */
    List<LoggedRecord> window(EventFilter filter, long first, long last) {
        @Nullable String type = filter.type();
        @Nullable String sn = filter.sn();
        return jdbc.sql(WINDOW)
                .param("first", first)
                .param("last", last)
                .param("type", type == null ? null : EventTypes.pattern(type))
                .param("from", utc(filter.recordedFrom()))
                .param("before", utc(filter.recordedBefore()))
                .param("device", sn == null ? null : Streams.device(sn))
                .param("callbacks", Streams.callback("%"))
                .query(LoggedRecords::record)
                .list();
    }

    /** The events from one position to another, in order; those of other devices than {@code sn} left out, if given. */
    List<LoggedRecord> replayed(@Nullable String sn, long first, long last) {
        return jdbc.sql(REPLAYED)
                .param("first", first)
                .param("last", last)
                .param("device", sn == null ? null : Streams.device(sn))
                .param("devices", Streams.device("%"))
                .query(LoggedRecords::record)
                .list();
    }

    /** The last position recorded at or before an instant; 0 if there is none. */
    long lastPositionAt(Instant instant) {
        return jdbc.sql("select coalesce(max(position), 0) from log.event where recorded_at <= ?")
                .param(instant.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private static LoggedRecord record(ResultSet row, int number) throws SQLException {
        Instant recordedAt = row.getObject(4, OffsetDateTime.class).toInstant();
        return new LoggedRecord(row.getLong(1), row.getLong(2), row.getString(3), recordedAt, row.getString(5));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
