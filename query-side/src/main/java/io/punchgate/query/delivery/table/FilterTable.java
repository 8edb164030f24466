package io.punchgate.query.delivery.table;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CallbackFilter;
import io.punchgate.api.customer.CallbackWants;
import io.punchgate.query.projection.JsonText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The table of what callbacks want, from which position of the log on: also of a punch that is handled late. */
record FilterTable(JdbcOperations jdbc, String schema) {

    private static final FilterText TEXT = new FilterText();

    private static final class FilterText extends JsonText<CallbackFilter> {
        FilterText() {
            super(CallbackFilter.class);
        }
    }

    /**
     * Notes what a callback wants of what is recorded behind that position.
     *
     * @param wants null: the callback is no more
     */
    void note(CallbackId callback, long position, @Nullable CallbackWants wants) {
        @Nullable String text = wants == null ? null : JsonText.of(wants.filter());
        boolean corrections = wants != null && wants.corrections();
        jdbc.update(
                "insert into " + schema + ".callback_filter (customer_id, callback, position, filter, corrections)"
                        + " select ?, ?, ?, ?, ? where not exists (select from (select filter, corrections from "
                        + schema + ".callback_filter where customer_id = ? and callback = ? and position < ?"
                        + " order by position desc limit 1) before where before.filter is not distinct from ?"
                        + " and before.corrections = ?) on conflict do nothing",
                callback.customerId(),
                CallbackText.of(callback),
                position,
                text,
                corrections,
                callback.customerId(),
                CallbackText.of(callback),
                position,
                text,
                corrections);
    }

    /** The wants of these customers' callbacks at a position, and since. */
    WantedPunches wanted(Collection<String> customers, long position) {
        WantedPunches wanted = new WantedPunches();
        if (!customers.isEmpty()) {
            Object array = customers.toArray(String[]::new);
            jdbc.query(
                    "select customer_id, callback, position, filter, corrections from " + schema + ".callback_filter f"
                            + " where customer_id = any (?) and position >= coalesce((select max(position) from "
                            + schema
                            + ".callback_filter before where before.customer_id = f.customer_id"
                            + " and before.callback = f.callback and before.position < ?), 0)"
                            + " order by customer_id, callback, position",
                    row -> {
                        wanted.add(
                                row.getString("customer_id"),
                                row.getString("callback"),
                                row.getLong("position"),
                                wants(row));
                    },
                    array,
                    position);
        }
        return wanted;
    }

    private static @Nullable CallbackWants wants(ResultSet row) throws SQLException {
        @Nullable CallbackFilter filter = TEXT.convertToEntityAttribute(row.getString("filter"));
        return filter == null ? null : new CallbackWants(filter, row.getBoolean("corrections"));
    }
}
