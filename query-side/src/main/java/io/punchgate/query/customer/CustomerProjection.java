package io.punchgate.query.customer;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CustomerEvent.ApiKeyIssued;
import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.api.customer.CustomerEvent.CallbackRemoved;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.CustomerEvent.CustomerChanged;
import io.punchgate.api.customer.CustomerEvent.CustomerRegistered;
import io.punchgate.api.delivery.CallbackEvent;
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
    private final CallbackTable callbacks;
    private final Map<CallbackId, Instant> retries = new LinkedHashMap<>();

    /** A projection into the tables of {@code schema}, a trusted name. */
    public CustomerProjection(JdbcOperations jdbc, String schema) {
        super(jdbc, schema);
        this.jdbc = jdbc;
        this.schema = schema;
        this.callbacks = new CallbackTable(jdbc, schema);
    }

    @Override
    public List<String> tables() {
        return List.of("registry_customer", "registry_callback", "registry_api_key");
    }

    @Override
    protected void begin() {
        retries.clear();
    }

    @EventHandler
    void on(CustomerRegistered customer) {
        Rows row = new Rows("text", "text", "int4", "timestamptz", "timestamptz");
        row.add(
                customer.customerId(),
                JsonText.of(customer.settings()),
                customer.settings().retentionDays(),
                customer.at(),
                customer.at());
        row.write(
                jdbc,
                "insert into " + schema + ".registry_customer (id, settings, retention_days, created_at, updated_at) "
                        + row.select() + " on conflict (id) do update set settings = excluded.settings,"
                        + " retention_days = excluded.retention_days, created_at = excluded.created_at,"
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
        callbacks.set(callback.callbackId(), callback.settings());
        touch(callback.customerId(), callback.at());
    }

    @EventHandler
    void on(CallbackRemoved callback) {
        retries.remove(callback.callbackId());
        callbacks.remove(callback.callbackId());
        touch(callback.customerId(), callback.at());
    }

    private void touch(String customerId, Instant at) {
        Rows row = new Rows("text", "timestamptz");
        row.add(customerId, at);
        update("updated_at = v.at", row, "id, at");
    }

    @EventHandler
    void on(ApiKeyIssued key) {
        Rows row = new Rows("text", "text", "text", "text", "text", "timestamptz", "timestamptz");
        row.add(key.keyId(), key.customerId(), key.name(), key.role().name(), key.purpose(), key.at(), key.expiresAt());
        row.write(
                jdbc,
                "insert into " + schema + ".registry_api_key"
                        + " (id, customer_id, name, role, purpose, created_at, expires_at) " + row.select()
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
        retries.remove(told.callbackId());
        callbacks.changeState(told);
    }

    @EventHandler
    void on(CallbackDegraded told) {
        callbacks.warn(told.callbackId(), told.at(), told.reason());
    }

    @EventHandler
    void on(CallbackRecovered told) {
        callbacks.warn(told.callbackId(), null, null);
    }

    @EventHandler
    void on(DeliveryRetryPlanned told) {
        retries.put(told.callbackId(), told.nextAttemptAt());
    }

    @Override
    protected void write() {
        callbacks.plan(retries);
    }

    private void update(String set, Rows row, String columns) {
        row.write(
                jdbc,
                "update " + schema + ".registry_customer c set " + set + " from (" + row.select() + ") as v(" + columns
                        + ") where c.id = v.id");
    }
}
