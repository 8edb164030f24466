package io.punchgate.command.delivery.store;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CallbackFilter;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.delivery.CallbackState;
import io.punchgate.api.device.PunchType;
import io.punchgate.runtime.sql.Timestamps;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads and writes the facts about callbacks. */
@Component
public class CallbackStore {

    private static final String SAVE = """
            insert into command.push_callback
                (customer_id, name, url, schedule, format, per_second_max, sns, types, corrections, since, secret_id,
                previous_secret_id, previous_until, state, paused_by_operator, not_before)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (customer_id, name)
            do update set url = excluded.url, schedule = excluded.schedule, format = excluded.format,
                per_second_max = excluded.per_second_max, sns = excluded.sns, types = excluded.types,
                corrections = excluded.corrections, since = excluded.since, secret_id = excluded.secret_id,
                previous_secret_id = excluded.previous_secret_id, previous_until = excluded.previous_until,
                state = excluded.state, paused_by_operator = excluded.paused_by_operator,
                not_before = excluded.not_before
            """;

    private final JdbcTemplate jdbc;

    /** Works on that database. */
    public CallbackStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes facts about callbacks; deletes those of callbacks that there is nothing to tell about. */
    public void save(List<CallbackFacts> rows) {
        rows.forEach(row -> {
            if (row.equals(CallbackFacts.unknown(row.callback()))) {
                jdbc.update(
                        "delete from command.push_callback where customer_id = ? and name = ?",
                        row.callback().customerId(),
                        row.callback().name());
            } else {
                write(row);
            }
        });
    }

    private void write(CallbackFacts row) {
        @Nullable List<Integer> schedule = row.retryScheduleSeconds();
        @Nullable CallbackSettings settings = row.settings();
        CallbackFilter filter = row.wants().filter();
        jdbc.update(
                SAVE,
                row.callback().customerId(),
                row.callback().name(),
                row.url(),
                schedule == null ? null : schedule.toArray(Integer[]::new),
                row.format().name(),
                row.perSecondMax(),
                filter.sns().isEmpty() ? null : filter.sns().toArray(String[]::new),
                filter.types().isEmpty()
                        ? null
                        : filter.types().stream().map(PunchType::name).toArray(String[]::new),
                settings != null && settings.corrections(),
                Timestamps.utcOrNull(row.since()),
                row.secretId(),
                row.previousSecretId(),
                Timestamps.utcOrNull(row.previousUntil()),
                row.state().name(),
                row.pausedByOperator(),
                Timestamps.utcOrNull(row.notBefore()));
    }

    /** Hands on the facts about every callback. */
    public void each(Consumer<CallbackFacts> consumer) {
        jdbc.query("select * from command.push_callback", row -> {
            consumer.accept(read(row));
        });
    }

    /** The durable facts about a callback, also in a process that does not push. */
    public CallbackFacts find(CallbackId callback) {
        String sql = "select * from command.push_callback where customer_id = ? and name = ?";
        return jdbc.query(sql, (row, number) -> read(row), callback.customerId(), callback.name()).stream()
                .findFirst()
                .orElse(CallbackFacts.unknown(callback));
    }

    /** The durable facts about the callbacks of a customer that are set, by name. */
    public List<CallbackFacts> ofCustomer(String customerId) {
        String sql = "select * from command.push_callback where customer_id = ? and url is not null order by name";
        return jdbc.query(sql, (row, number) -> read(row), customerId);
    }

    private static CallbackFacts read(ResultSet row) throws SQLException {
        @Nullable String url = row.getString("url");
        return new CallbackFacts(
                new CallbackId(row.getString("customer_id"), row.getString("name")),
                url == null ? null : settings(url, row),
                Timestamps.instantOrNull(row, "since"),
                row.getString("secret_id"),
                row.getString("previous_secret_id"),
                Timestamps.instantOrNull(row, "previous_until"),
                CallbackState.valueOf(row.getString("state")),
                row.getBoolean("paused_by_operator"),
                Timestamps.instantOrNull(row, "not_before"));
    }

    private static CallbackSettings settings(String url, ResultSet row) throws SQLException {
        @Nullable Array schedule = row.getArray("schedule");
        return new CallbackSettings(
                url,
                schedule == null ? null : Arrays.asList((Integer[]) schedule.getArray()),
                CallbackFormat.valueOf(row.getString("format")),
                row.getObject("per_second_max", Integer.class),
                new CallbackFilter(
                        texts(row, "sns"),
                        texts(row, "types").stream().map(PunchType::valueOf).toList()),
                row.getBoolean("corrections"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        @Nullable Array array = row.getArray(column);
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }
}
