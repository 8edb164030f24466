package io.punchgate.command.delivery.store;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.DeliveryId;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes the rows of lines. */
@Component
public class LineStore {

    private static final String SAVE = """
            insert into command.push_line (customer_id, callback, sn, handed, done, seen, held_by, earlier)
            select customer_id, callback, sn, handed, done, seen, held_by, earlier::jsonb
            from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[])
                as line(customer_id, callback, sn, handed, done, seen, held_by, earlier)
            on conflict (customer_id, callback, sn)
            do update set handed = excluded.handed, done = excluded.done, seen = excluded.seen,
                held_by = excluded.held_by, earlier = excluded.earlier
            """;

    // A line is held by a saga only. Without one nothing would ever free it.
    private static final String BACKLOG = """
            select customer_id, callback, sn, handed, done, coalesce(seen, handed), earlier,
                case when exists (select from command.push_saga_association
                        where association_key = 'punchId' and association_value = held_by)
                    then held_by end
            from command.push_line where done < handed
            """;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcTemplate jdbc;

    /** Works on that database. */
    public LineStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes the rows of lines. */
    public void save(List<LineRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.update(
                SAVE,
                rows.stream().map(r -> r.key().customerId()).toArray(String[]::new),
                rows.stream().map(r -> r.key().callback().name()).toArray(String[]::new),
                rows.stream().map(r -> r.key().sn()).toArray(String[]::new),
                rows.stream().map(LineRow::handed).toArray(Long[]::new),
                rows.stream().map(LineRow::done).toArray(Long[]::new),
                rows.stream().map(LineRow::seen).toArray(Long[]::new),
                rows.stream().map(LineStore::heldBy).toArray(String[]::new),
                rows.stream().map(LineStore::earlier).toArray(String[]::new));
    }

    /** The id of the delivery, under which its saga is known. */
    private static @Nullable String heldBy(LineRow row) {
        @Nullable String punchId = row.heldBy();
        return punchId == null ? null : DeliveryId.of(punchId, row.key().callback());
    }

    private static @Nullable String punchId(@Nullable String deliveryId) {
        return deliveryId == null ? null : DeliveryId.parse(deliveryId).punchId();
    }

    private static @Nullable String earlier(LineRow row) {
        return row.earlier().isEmpty() ? null : JSON.writeValueAsString(row.earlier());
    }

    private static List<EarlierFilter> earlier(@Nullable String json) {
        return json == null ? List.of() : List.of(JSON.readValue(json, EarlierFilter[].class));
    }

    /** The lines with punches that are still to be pushed. One that no saga holds is free. */
    public void eachBacklog(Consumer<LineRow> consumer) {
        jdbc.query(BACKLOG, row -> {
            consumer.accept(new LineRow(
                    new LineKey(new CallbackId(row.getString(1), row.getString(2)), row.getString(3)),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    punchId(row.getString(8)),
                    earlier(row.getString(7))));
        });
    }

    /** Deletes the lines of callbacks that are no more. */
    public void remove(Collection<CallbackId> callbacks) {
        callbacks.forEach(callback -> jdbc.update(
                "delete from command.push_line where customer_id = ? and callback = ?",
                callback.customerId(),
                callback.name()));
    }

    /** Tells whether the punch of that sequence still waits in its line, as far as events are taken in. */
    public boolean isPending(LineKey line, long sequence) {
        return exists("and sn = ? and done < ? and handed >= ?", line.callback(), line.sn(), sequence, sequence);
    }

    /** Tells whether any punch still waits in a line of the callback, as far as events are taken in. */
    public boolean isAnyPending(CallbackId callback) {
        return exists("and done < handed", callback);
    }

    private boolean exists(String condition, CallbackId callback, Object... parameters) {
        Object[] all = new Object[parameters.length + 2];
        all[0] = callback.customerId();
        all[1] = callback.name();
        System.arraycopy(parameters, 0, all, 2, parameters.length);
        String sql = "select exists (select from command.push_line where customer_id = ? and callback = ? " + condition
                + ")";
        return Boolean.TRUE.equals(jdbc.queryForObject(sql, Boolean.class, all));
    }
}
