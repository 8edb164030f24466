package io.punchgate.query.customer;

import io.punchgate.api.customer.CustomerEvent.ApiKeyIssued;
import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.CustomerEvent.CustomerChanged;
import io.punchgate.api.customer.CustomerEvent.CustomerRegistered;
import io.punchgate.api.delivery.CallbackEvent;
import io.punchgate.api.delivery.CallbackState;
import io.punchgate.api.delivery.DeliveryEvent.CallbackDegraded;
import io.punchgate.api.delivery.DeliveryEvent.CallbackRecovered;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryRetryPlanned;
import io.punchgate.query.projection.BatchedProjection;
import io.punchgate.query.projection.JsonText;
import io.punchgate.query.projection.Rows;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Keeps customers as operators set them, their API keys without secrets, and the state of their callbacks. Each event is a
 * statement, as they are few; only retries may be many while a callback fails, and of those the last one counts.
 */
@ProcessingGroup(CustomerProjection.NAME)
public final class CustomerProjection extends BatchedProjection {

    /** Its name, and that of its event processor. */
    public static final String NAME = "customer";

    private final JdbcOperations jdbc;
    private final String schema;
    private final Map<String, Instant> retries = new LinkedHashMap<>();

    /** A projection into the tables of {@code schema}, a trusted name. */
    public CustomerProjection(JdbcOperations jdbc, String schema) {
        super(jdbc, schema);
        this.jdbc = jdbc;
        this.schema = schema;
    }

    @Override
    public List<String> tables() {
        return List.of("registry_customer", "registry_api_key");
    }

    @Override
    protected void begin() {
        retries.clear();
    }

    @EventHandler
    void on(CustomerRegistered customer) {
        Rows row = new Rows("text", "text", "int4", "text", "timestamptz", "timestamptz");
        row.add(
                customer.customerId(),
                JsonText.of(customer.settings()),
                customer.settings().retentionDays(),
                CallbackState.OPEN.name(),
                customer.at(),
                customer.at());
        row.write(
                jdbc,
                "insert into " + schema
                        + ".registry_customer (id, settings, retention_days, callback_state, created_at,"
                        + " updated_at) " + row.select()
                        + " on conflict (id) do update set settings = excluded.settings,"
                        + " retention_days = excluded.retention_days, callback_state = excluded.callback_state, created_at = excluded.created_at,"
                        + " updated_at = excluded.updated_at");
    }

    @EventHandler
    void on(CustomerChanged customer) {
        Rows row = new Rows("text", "text", "int4", "timestamptz");
        row.add(
                customer.customerId(),
                JsonText.of(customer.settings()),
                customer.settings().retentionDays(),
                customer.at());
        update("settings = v.settings, retention_days = v.days, updated_at = v.at", row, "id, settings, days, at");
    }

    @EventHandler
    void on(CallbackSet callback) {
        Rows row = new Rows("text", "text", "text", "text", "int4", "timestamptz");
        row.add(
                callback.customerId(),
                callback.url(),
                JsonText.of(callback.retryScheduleSeconds()),
                callback.format(),
                callback.perSecondMax(),
                callback.at());
        update(
                "callback_url = v.url, retry_schedule = v.schedule, callback_format = v.format,"
                        + " per_second_max = v.per_second, updated_at = v.at",
                row,
                "id, url, schedule, format, per_second, at");
    }

    @EventHandler
    void on(ApiKeyIssued key) {
        Rows row = new Rows("text", "text", "text", "text", "timestamptz");
        row.add(key.keyId(), key.customerId(), key.name(), key.role().name(), key.at());
        row.write(
                jdbc,
                "insert into " + schema + ".registry_api_key (id, customer_id, name, role, created_at) " + row.select()
                        + " on conflict (id) do nothing");
    }

    @EventHandler
    void on(ApiKeyRevoked key) {
        Rows row = new Rows("text", "timestamptz");
        row.add(key.keyId(), key.at());
        row.write(
                jdbc,
                "update " + schema + ".registry_api_key k set revoked_at = v.at from (" + row.select()
                        + ") as v(id, at) where k.id = v.id");
    }

    @EventHandler
    void on(CallbackEvent told) {
        // A retry that was planned before is no longer the next attempt.
        retries.remove(told.customerId());
        Rows row = new Rows("text", "text", "text", "timestamptz");
        row.add(told.customerId(), told.stateAfter().name(), told.closingReason(), told.nextAttemptAt());
        update(
                "callback_state = v.state, callback_reason = v.reason, next_attempt_at = v.next_attempt_at",
                row,
                "id, state, reason, next_attempt_at");
    }

    @EventHandler
    void on(CallbackDegraded told) {
        degraded(told.customerId(), told.at(), told.reason());
    }

    @EventHandler
    void on(CallbackRecovered told) {
        degraded(told.customerId(), null, null);
    }

    private void degraded(String customerId, @Nullable Instant since, @Nullable String reason) {
        Rows row = new Rows("text", "timestamptz", "text");
        row.add(customerId, since, reason);
        update("degraded_since = v.since, degraded_reason = v.reason", row, "id, since, reason");
    }

    @EventHandler
    void on(DeliveryRetryPlanned told) {
        retries.put(told.customerId(), told.nextAttemptAt());
    }

    /** A callback that is probed is tried when the next retry is planned. */
    @Override
    protected void write() {
        Rows rows = new Rows("text", "timestamptz");
        retries.forEach(rows::add);
        rows.write(
                jdbc,
                "update " + schema + ".registry_customer c set next_attempt_at = v.at from (" + rows.select()
                        + ") as v(id, at) where c.id = v.id and c.callback_state in ('PROBING', 'MISCONFIGURED')");
    }

    private void update(String set, Rows row, String columns) {
        row.write(
                jdbc,
                "update " + schema + ".registry_customer c set " + set + " from (" + row.select() + ") as v(" + columns
                        + ") where c.id = v.id");
    }
}
