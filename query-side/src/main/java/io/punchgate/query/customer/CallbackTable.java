package io.punchgate.query.customer;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.delivery.CallbackEvent;
import io.punchgate.api.delivery.CallbackState;
import io.punchgate.query.projection.JsonText;
import io.punchgate.query.projection.Rows;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The table of callbacks, as the projection writes it. */
record CallbackTable(JdbcOperations jdbc, String schema) {

    /** A callback that is set again keeps its state. */
    void set(CallbackId callback, CallbackSettings settings) {
        Rows row = new Rows("text", "text", "text", "text", "text", "int4", "text", "bool", "text");
        row.add(
                callback.customerId(),
                callback.name(),
                settings.url(),
                JsonText.of(settings.retryScheduleSeconds()),
                settings.format().name(),
                settings.perSecondMax(),
                JsonText.of(settings.filter()),
                settings.corrections(),
                CallbackState.OPEN.name());
        row.write(
                jdbc,
                "insert into " + schema + ".registry_callback (customer_id, name, url, retry_schedule, format,"
                        + " per_second_max, filter, corrections, state) " + row.select()
                        + " on conflict (customer_id, name) do update set url = excluded.url,"
                        + " retry_schedule = excluded.retry_schedule, format = excluded.format,"
                        + " per_second_max = excluded.per_second_max, filter = excluded.filter,"
                        + " corrections = excluded.corrections");
    }

    void remove(CallbackId callback) {
        jdbc.update(
                "delete from " + schema + ".registry_callback where customer_id = ? and name = ?",
                callback.customerId(),
                callback.name());
    }

    void changeState(CallbackEvent told) {
        Rows row = new Rows("text", "text", "text", "text", "timestamptz");
        row.add(
                told.customerId(),
                told.callbackId().name(),
                told.stateAfter().name(),
                told.closingReason(),
                told.nextAttemptAt());
        update(
                "state = v.state, reason = v.reason, next_attempt_at = v.next_attempt_at",
                row,
                "state, reason, next_attempt_at",
                "");
    }

    void warn(CallbackId callback, @Nullable Instant since, @Nullable String reason) {
        Rows row = new Rows("text", "text", "timestamptz", "text");
        row.add(callback.customerId(), callback.name(), since, reason);
        update("degraded_since = v.since, degraded_reason = v.reason", row, "since, reason", "");
    }

    /** A callback that is probed is tried when the next retry is planned. */
    void plan(Map<CallbackId, Instant> retries) {
        Rows rows = new Rows("text", "text", "timestamptz");
        retries.forEach((callback, at) -> rows.add(callback.customerId(), callback.name(), at));
        update("next_attempt_at = v.at", rows, "at", " and c.state in ('PROBING', 'MISCONFIGURED')");
    }

    private void update(String set, Rows rows, String columns, String condition) {
        rows.write(
                jdbc,
                "update " + schema + ".registry_callback c set " + set + " from (" + rows.select()
                        + ") as v(customer_id, name, " + columns
                        + ") where c.customer_id = v.customer_id and c.name = v.name" + condition);
    }
}
