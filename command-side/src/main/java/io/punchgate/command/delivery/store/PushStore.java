package io.punchgate.command.delivery.store;

import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.delivery.CallbackState;
import io.punchgate.runtime.sql.Timestamps;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads and writes the push's tables, with one statement a table and batch. */
@Component
public class PushStore {

    private static final String SAVE_LINES = """
            insert into command.push_line (customer_id, sn, handed, done, held_by)
            select * from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[])
            on conflict (customer_id, sn)
            do update set handed = excluded.handed, done = excluded.done, held_by = excluded.held_by
            """;
    private static final String SAVE_CALLBACK = """
            insert into command.push_callback
                (customer_id, url, schedule, format, per_second_max, secret_id, previous_secret_id, previous_until, state,
                paused_by_operator, not_before)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (customer_id)
            do update set url = excluded.url, schedule = excluded.schedule, format = excluded.format,
                per_second_max = excluded.per_second_max, secret_id = excluded.secret_id,
                previous_secret_id = excluded.previous_secret_id, previous_until = excluded.previous_until,
                state = excluded.state, paused_by_operator = excluded.paused_by_operator,
                not_before = excluded.not_before
            """;

    private static final String SAVE_UNSENT = """
            insert into command.push_unsent (punch_id, customer_id, sn, sequence, status)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[])
            on conflict (punch_id) do update set status = excluded.status
            """;

    // A line is held by a saga only. Without one nothing would ever free it.
    private static final String BACKLOG = """
            select customer_id, sn, handed, done,
                case when exists (select from command.push_saga_association
                        where association_key = 'punchId' and association_value = held_by)
                    then held_by end
            from command.push_line where done < handed
            """;

    private final JdbcTemplate jdbc;

    /** Works on that database. */
    public PushStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes the rows of lines. */
    public void saveLines(List<LineRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.update(
                SAVE_LINES,
                rows.stream().map(r -> r.key().customerId()).toArray(String[]::new),
                rows.stream().map(r -> r.key().sn()).toArray(String[]::new),
                rows.stream().map(LineRow::handed).toArray(Long[]::new),
                rows.stream().map(LineRow::done).toArray(Long[]::new),
                rows.stream().map(LineRow::heldBy).toArray(String[]::new));
    }

    /** Writes facts about callbacks. */
    public void saveCallbacks(List<CallbackFacts> rows) {
        for (CallbackFacts row : rows) {
            @Nullable List<Integer> schedule = row.retryScheduleSeconds();
            @Nullable Instant until = row.previousUntil();
            jdbc.update(
                    SAVE_CALLBACK,
                    row.customerId(),
                    row.url(),
                    schedule == null ? null : schedule.toArray(Integer[]::new),
                    row.format().name(),
                    row.perSecondMax(),
                    row.secretId(),
                    row.previousSecretId(),
                    Timestamps.utcOrNull(until),
                    row.state().name(),
                    row.pausedByOperator(),
                    Timestamps.utcOrNull(row.notBefore()));
        }
    }

    /** Writes punches that no line sends; deletes those that were acknowledged. */
    public void saveUnsent(List<UnsentPunch> punches) {
        Map<Boolean, List<UnsentPunch>> sent =
                punches.stream().collect(Collectors.partitioningBy(p -> p.status() == UnsentPunch.Status.SENT));
        List<UnsentPunch> rows = sent.getOrDefault(false, List.of());
        if (!rows.isEmpty()) {
            jdbc.update(
                    SAVE_UNSENT,
                    rows.stream().map(r -> r.punch().punchId()).toArray(String[]::new),
                    rows.stream().map(UnsentPunch::customerId).toArray(String[]::new),
                    rows.stream().map(r -> r.punch().sn()).toArray(String[]::new),
                    rows.stream().map(r -> r.punch().sequence()).toArray(Long[]::new),
                    rows.stream().map(r -> r.status().label()).toArray(String[]::new));
        }
        List<UnsentPunch> gone = sent.getOrDefault(true, List.of());
        if (!gone.isEmpty()) {
            Object ids = gone.stream().map(p -> p.punch().punchId()).toArray(String[]::new);
            jdbc.update("delete from command.push_unsent where punch_id = any (?)", ids);
        }
    }

    /** Hands on the facts about every callback. */
    public void eachCallback(Consumer<CallbackFacts> consumer) {
        jdbc.query("select * from command.push_callback", row -> {
            consumer.accept(callback(row));
        });
    }

    /** The lines with punches that are still to be pushed. One that no saga holds is free. */
    public void eachBacklog(Consumer<LineRow> consumer) {
        jdbc.query(BACKLOG, row -> {
            consumer.accept(new LineRow(
                    new LineKey(row.getString(1), row.getString(2)), row.getLong(3), row.getLong(4), row.getString(5)));
        });
    }

    /** The durable facts about a customer's callback, also in a process that does not push. */
    public CallbackFacts callback(String customerId) {
        String sql = "select * from command.push_callback where customer_id = ?";
        return jdbc.query(sql, (row, number) -> callback(row), customerId).stream()
                .findFirst()
                .orElse(CallbackFacts.unknown(customerId));
    }

    /** Tells whether the punch of that sequence still waits in its line, as far as events are taken in. */
    public boolean isPending(LineKey line, long sequence) {
        String sql = "select exists (select from command.push_line"
                + " where customer_id = ? and sn = ? and done < ? and handed >= ?)";
        return Boolean.TRUE.equals(
                jdbc.queryForObject(sql, Boolean.class, line.customerId(), line.sn(), sequence, sequence));
    }

    private static CallbackFacts callback(ResultSet row) throws SQLException {
        @Nullable Array schedule = row.getArray("schedule");
        return new CallbackFacts(
                row.getString("customer_id"),
                row.getString("url"),
                schedule == null ? null : Arrays.asList((Integer[]) schedule.getArray()),
                CallbackFormat.valueOf(row.getString("format")),
                row.getObject("per_second_max", Integer.class),
                row.getString("secret_id"),
                row.getString("previous_secret_id"),
                Timestamps.instantOrNull(row, "previous_until"),
                CallbackState.valueOf(row.getString("state")),
                row.getBoolean("paused_by_operator"),
                Timestamps.instantOrNull(row, "not_before"));
    }
}
