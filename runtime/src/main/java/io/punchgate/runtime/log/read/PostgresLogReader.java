package io.punchgate.runtime.log.read;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.Streams;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import io.punchgate.runtime.log.PositionSearch;
import io.punchgate.runtime.log.StoredNames;
import io.punchgate.runtime.sql.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the log from its table.
 *
 * <p>No index costs an append anything for the sake of a rare question: a punch is found by the time in its id, or by its
 * device's stream. The fields of a record are found as text: a device may send the character 0, which PostgreSQL's JSON
 * cannot hold. Quotes within a device's texts are escaped, so that none of these looks like a key.
 */
public final class PostgresLogReader implements LogReader {

    /** The time of an id, or of a punch, is so far from that of its event at most: it may have waited for its append. */
    private static final Duration APPEND_MAX = Duration.ofMinutes(1);

    private static final List<Class<? extends DomainEvent>> PUSHED = List.of(PunchRecorded.class, PunchCorrected.class);

    private static final String HEAD = "select position from log.head order by position desc limit 1";

    private static final String RECORDS = """
            select position, stream, sequence, type, recorded_at, record from log.event
            where position between :first and :last
              and (cast(:type as text) is null or type like :type)
              and (cast(:from as timestamptz) is null or recorded_at >= :from)
              and (cast(:before as timestamptz) is null or recorded_at < :before)
              and (cast(:stream as text) is null or stream = :stream or stream like any (:streams))
              and (cast(:customer as text) is null or strpos(record, '"customerId":"' || :customer || '"') > 0)
            order by position
            """;

    private final JdbcClient jdbc;
    private final PositionSearch positions;

    public PostgresLogReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.positions = new PositionSearch(jdbc);
    }

    @Override
    public long head() {
        return Objects.requireNonNull(jdbc.sql(HEAD).query(Long.class).single());
    }

    @Override
    public long firstPosition() {
        return jdbc.sql("select coalesce(min(position), 1) from log.event")
                .query(Long.class)
                .single();
    }

    @Override
    public long lastPositionAt(Instant instant) {
        return positions.lastAt(instant);
    }

    @Override
    public long positionBefore(Instant instant) {
        return positions.allBefore(instant);
    }

    @Override
    public long positionAfter(Instant instant) {
        return positions.allAfter(instant);
    }

    @Override
    public List<LoggedRecord> records(long first, long last, RecordFilter filter) {
        @Nullable String eventName = filter.eventName();
        return jdbc.sql(RECORDS)
                .param("first", first)
                .param("last", last)
                .param("type", eventName == null ? null : StoredNames.pattern(eventName))
                .param("from", Timestamps.utcOrNull(filter.from()))
                .param("before", Timestamps.utcOrNull(filter.before()))
                .param("stream", filter.stream())
                .param("customer", filter.customerId())
                .param(
                        "streams",
                        filter.prefixes().stream().map(prefix -> prefix + "%").toArray(String[]::new))
                .query((row, number) -> record(row))
                .list();
    }

    @Override
    public List<LoggedRecord> recordsOf(String stream, Collection<Class<? extends DomainEvent>> eventClasses) {
        return jdbc.sql("select position, stream, sequence, type, recorded_at, record from log.event"
                        + " where stream = ? and type = any (?) order by sequence")
                .param(stream)
                .param(names(eventClasses))
                .query((row, number) -> record(row))
                .list();
    }

    @Override
    public List<LoggedRecord> lastOf(
            Collection<String> streams, Collection<Class<? extends DomainEvent>> eventClasses, long upTo) {
        return jdbc.sql(StreamStatements.LAST_OF)
                .param("streams", streams.toArray(String[]::new))
                .param("types", names(eventClasses))
                .param("up_to", upTo)
                .query((row, number) -> record(row))
                .list();
    }

    private static String[] names(Collection<Class<? extends DomainEvent>> eventClasses) {
        return eventClasses.stream().map(StoredNames::require).toArray(String[]::new);
    }

    @Override
    public boolean holdsAny(long after, long upTo, Collection<Class<? extends DomainEvent>> eventClasses) {
        String sql = "select exists (select 1 from log.event where position > ? and position <= ? and type = any (?))";
        return jdbc.sql(sql)
                .param(after)
                .param(upTo)
                .param(names(eventClasses))
                .query(Boolean.class)
                .single();
    }

    @Override
    public Optional<LoggedPunch> findPunch(@Nullable String customerId, String punchId, Instant madeAt) {
        return jdbc.sql(PunchStatements.FIND)
                .param("types", names(PUSHED))
                .param("from", Timestamps.utc(madeAt.minus(APPEND_MAX)))
                .param("to", Timestamps.utc(madeAt.plus(APPEND_MAX)))
                .param("punch", punchId)
                .param("customer", customerId)
                .query((row, number) -> punch(row))
                .optional();
    }

    @Override
    public List<LoggedPunch> punchesAt(Collection<PunchRef> places) {
        return jdbc.sql(PunchStatements.AT)
                .param(places.stream().map(place -> Streams.device(place.sn())).toArray(String[]::new))
                .param(places.stream().map(PunchRef::sequence).toArray(Long[]::new))
                .query((row, number) -> punch(row))
                .list();
    }

    @Override
    public List<LoggedPunch> punchesOf(Map<String, Long> after, PunchFilter filter, int maxOfDevice) {
        @Nullable Instant from = filter.from();
        @Nullable Instant to = filter.to();
        return jdbc.sql(PunchStatements.OF)
                .param("streams", after.keySet().stream().map(Streams::device).toArray(String[]::new))
                .param("after", after.values().toArray(Long[]::new))
                .param("types", names(PUSHED))
                .param("before", filter.beforePosition())
                .param("customer", filter.customerId())
                .param("from", Timestamps.utcOrNull(from))
                .param("to", Timestamps.utcOrNull(to))
                .param("near", from == null ? null : Timestamps.utc(from.minus(APPEND_MAX)))
                .param("until", to == null ? null : Timestamps.utc(to.plus(APPEND_MAX)))
                .param("max", maxOfDevice)
                .query((row, number) -> punch(row))
                .list();
    }

    private static LoggedRecord record(ResultSet row) throws SQLException {
        return new LoggedRecord(
                row.getLong("position"),
                row.getString("stream"),
                row.getLong("sequence"),
                row.getString("type"),
                Timestamps.instant(row, "recorded_at"),
                row.getString("record"));
    }

    private static LoggedPunch punch(ResultSet row) throws SQLException {
        String sn = row.getString("stream").substring(Streams.device("").length());
        PunchRef punch = new PunchRef(row.getString("punch_id"), sn, row.getLong("sequence"));
        return new LoggedPunch(
                row.getLong("position"),
                punch,
                Timestamps.instant(row, "received_at"),
                PunchType.valueOf(row.getString("pushed_type")),
                row.getBoolean("correction"),
                row.getObject("person", UUID.class));
    }
}
