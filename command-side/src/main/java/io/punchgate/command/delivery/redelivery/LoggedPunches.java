package io.punchgate.command.delivery.redelivery;

import io.punchgate.api.delivery.PunchRef;
import io.punchgate.command.delivery.callback.PendingPunches;
import io.punchgate.command.delivery.claim.PushProgress;
import io.punchgate.command.delivery.store.UnsentPunch;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds punches in the push's own table of unsent ones, and the others in the event log: by the time that their ids begin
 * with, or by their devices' streams, so that no punch costs an index entry for the sake of a rare request.
 */
@Component
class LoggedPunches implements RedeliverablePunches {

    /** A request may concern what was said a moment ago. */
    private static final Duration CATCH_UP_MAX = Duration.ofSeconds(1);

    /** How far the time of an id, or of a punch, is from its event's: it may have waited for the group commit. */
    private static final Duration APPEND_MAX = Duration.ofMinutes(1);

    private static final String UNSENT = """
            select customer_id, punch_id, sn, sequence, status from command.push_unsent
            where punch_id = ? and customer_id = ?
            """;
    // The fields of a record are found as text: a device may send the character 0, which PostgreSQL's JSON cannot hold.
    // Whatever a device sent has its quotes escaped, so that it cannot look like a key.
    private static final String LOGGED = """
            select substr(stream, 8) as sn, sequence from log.event
            where type = 'punchgate.punch-recorded.v1' and recorded_at between ? and ?
                and strpos(record, '"punchId":"' || ? || '"') > 0
                and strpos(record, '"customerId":"' || ? || '"') > 0
            limit 1
            """;
    private static final String RECORDED = """
                and (cast(:from as timestamptz) is null
                    or cast(substring(e.record from '"recordedAt":"([^"]*)"') as timestamptz) >= :from)
                and (cast(:to as timestamptz) is null
                    or cast(substring(e.record from '"recordedAt":"([^"]*)"') as timestamptz) <= :to)
            order by e.position limit :max
            """;
    private static final String SELECT_UNSENT = """
            select u.punch_id, u.sn, u.sequence from command.push_unsent u
            join log.event e on e.stream = 'device/' || u.sn and e.sequence = u.sequence
            where u.customer_id = :customer and u.status = :status and (cast(:sn as text) is null or u.sn = :sn)
            """ + RECORDED;
    private static final String SELECT_DELIVERED = """
            select substring(e.record from '"punchId":"([^"]*)"') as punch_id, d.sn, e.sequence
            from (select sn from command.push_line where customer_id = :customer
                union select sn from command.push_device where customer_id = :customer) d
            join log.event e on e.stream = 'device/' || d.sn
            where (cast(:sn as text) is null or d.sn = :sn) and e.type = 'punchgate.punch-recorded.v1'
                and (cast(:near as timestamptz) is null or e.recorded_at >= :near)
                and (cast(:until as timestamptz) is null or e.recorded_at <= :until)
                and strpos(e.record, '"customerId":"' || :customer || '"') > 0
                and not exists (select from command.push_line l where l.customer_id = :customer and l.sn = d.sn
                    and e.sequence > l.done and e.sequence <= l.handed)
                and not exists (select from command.push_unsent u
                    where u.punch_id = substring(e.record from '"punchId":"([^"]*)"'))
            """ + RECORDED;

    private final JdbcClient jdbc;
    private final PendingPunches pending;
    private final Runnable progress;

    @Autowired
    LoggedPunches(JdbcClient jdbc, PendingPunches pending, PushProgress progress) {
        this(jdbc, pending, () -> {
            boolean ignored = progress.await(CATCH_UP_MAX);
        });
    }

    LoggedPunches(JdbcClient jdbc, PendingPunches pending, Runnable progress) {
        this.jdbc = jdbc;
        this.pending = pending;
        this.progress = progress;
    }

    @Override
    public boolean hasCallback(String customerId) {
        return jdbc.sql("select exists (select from command.push_callback where customer_id = ? and url is not null)")
                .param(customerId)
                .query(Boolean.class)
                .single();
    }

    @Override
    public Optional<Found> find(String customerId, String punchId) {
        progress.run();
        return jdbc.sql(UNSENT)
                .params(punchId, customerId)
                .query((row, number) -> {
                    PunchRef punch = new PunchRef(punchId, row.getString("sn"), row.getLong("sequence"));
                    return new Found(punch, row.getString("status").equals(UnsentPunch.Status.REQUESTED.label()));
                })
                .optional()
                .or(() -> PunchTimes.of(punchId).flatMap(at -> logged(customerId, punchId, at)));
    }

    private Optional<Found> logged(String customerId, String punchId, Instant at) {
        return jdbc.sql(LOGGED)
                .params(utc(at.minus(APPEND_MAX)), utc(at.plus(APPEND_MAX)), punchId, customerId)
                .query((row, number) -> new PunchRef(punchId, row.getString("sn"), row.getLong("sequence")))
                .optional()
                .map(punch -> new Found(punch, pending.isPending(customerId, punch)));
    }

    @Override
    public List<PunchRef> select(String customerId, Selection selection, int max) {
        progress.run();
        @Nullable Instant from = selection.from();
        @Nullable Instant to = selection.to();
        boolean delivered = selection.status() == Status.DELIVERED;
        return jdbc.sql(delivered ? SELECT_DELIVERED : SELECT_UNSENT)
                .param("customer", customerId)
                .param("status", selection.status().name().toLowerCase(Locale.ROOT))
                .param("sn", selection.sn())
                .param("from", from == null ? null : utc(from))
                .param("to", to == null ? null : utc(to))
                .param("near", from == null ? null : utc(from.minus(APPEND_MAX)))
                .param("until", to == null ? null : utc(to.plus(APPEND_MAX)))
                .param("max", max)
                .query((row, number) ->
                        new PunchRef(row.getString("punch_id"), row.getString("sn"), row.getLong("sequence")))
                .list();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
