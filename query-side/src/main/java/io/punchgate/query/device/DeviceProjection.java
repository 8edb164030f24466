package io.punchgate.query.device;

import io.punchgate.api.PersonalEvent;
import io.punchgate.api.device.DeviceEvent.AdmsPathRotated;
import io.punchgate.api.device.DeviceEvent.AuthTokenRotated;
import io.punchgate.api.device.DeviceEvent.CallbackTokenRotated;
import io.punchgate.api.device.DeviceEvent.DeviceChanged;
import io.punchgate.api.device.DeviceEvent.DeviceRegistered;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import io.punchgate.api.device.InstructionEvent.InstructionAnswered;
import io.punchgate.api.device.InstructionEvent.InstructionQueued;
import io.punchgate.api.device.InstructionEvent.InstructionSent;
import io.punchgate.query.device.InstructionEntry.State;
import io.punchgate.query.projection.BatchedProjection;
import io.punchgate.query.projection.JsonText;
import io.punchgate.query.projection.Rows;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Keeps devices as operators set them, the instructions for them, and their records that could not be read. Operators are
 * few, so each of their events is a statement; of records that cannot be read there may be many.
 */
@ProcessingGroup(DeviceProjection.NAME)
public final class DeviceProjection extends BatchedProjection {

    /** Its name, and that of its event processor. */
    public static final String NAME = "device";

    /** Rejected records kept of one device; older ones are still in the event log. */
    public static final int REJECTED_KEPT_MAX = 1_000;

    private final JdbcOperations jdbc;
    private final String schema;
    private Rows rejected = noneRejected();
    private final Set<String> rejecting = new HashSet<>();

    /** A projection into the tables of {@code schema}, a trusted name. */
    public DeviceProjection(JdbcOperations jdbc, String schema) {
        super(jdbc, schema);
        this.jdbc = jdbc;
        this.schema = schema;
    }

    private static Rows noneRejected() {
        return new Rows("int8", "text", "timestamptz", "text", "text", "text", "uuid", "bytea");
    }

    @Override
    public List<String> tables() {
        return List.of("registry_device", "registry_command", "registry_rejected");
    }

    @Override
    protected void begin() {
        rejected = noneRejected();
        rejecting.clear();
    }

    @EventHandler
    void on(DeviceRegistered device) {
        Rows row = new Rows("text", "text", "text", "timestamptz", "timestamptz");
        row.add(device.sn(), device.settings().customerId(), JsonText.of(device.settings()), device.at(), device.at());
        row.write(
                jdbc,
                "insert into " + schema + ".registry_device (sn, customer_id, settings, created_at, updated_at) "
                        + row.select() + " on conflict (sn) do update set customer_id = excluded.customer_id,"
                        + " settings = excluded.settings, created_at = excluded.created_at,"
                        + " updated_at = excluded.updated_at");
    }

    @EventHandler
    void on(DeviceChanged device) {
        Rows row = new Rows("text", "text", "text", "timestamptz");
        row.add(device.sn(), device.settings().customerId(), JsonText.of(device.settings()), device.at());
        row.write(
                jdbc,
                "update " + schema + ".registry_device d set customer_id = v.customer_id, settings = v.settings,"
                        + " updated_at = v.at from (" + row.select() + ") as v(sn, customer_id, settings, at)"
                        + " where d.sn = v.sn");
    }

    @EventHandler
    void on(AuthTokenRotated rotated) {
        touch(rotated.sn(), rotated.at());
    }

    @EventHandler
    void on(CallbackTokenRotated rotated) {
        touch(rotated.sn(), rotated.at());
    }

    @EventHandler
    void on(AdmsPathRotated rotated) {
        touch(rotated.sn(), rotated.at());
    }

    /** A secret was rotated: only the time of it may be shown. */
    private void touch(String sn, Instant at) {
        Rows row = new Rows("text", "timestamptz");
        row.add(sn, at);
        row.write(
                jdbc,
                "update " + schema + ".registry_device d set updated_at = v.at from (" + row.select()
                        + ") as v(sn, at) where d.sn = v.sn");
    }

    @EventHandler
    void on(InstructionQueued queued, TrackingToken token) {
        Rows row = new Rows("int8", "text", "text", "text", "text", "timestamptz");
        row.add(position(token), queued.sn(), queued.commandId(), queued.op(), State.QUEUED.name(), queued.at());
        row.write(
                jdbc,
                "insert into " + schema + ".registry_command (position, sn, command_id, op, state, queued_at) "
                        + row.select());
    }

    @EventHandler
    void on(InstructionSent sent) {
        Rows row = new Rows("text", "text", "text", "text");
        row.add(sent.sn(), sent.commandId(), State.SENT.name(), State.QUEUED.name());
        row.write(
                jdbc,
                "update " + schema + ".registry_command c set state = v.state from (" + row.select()
                        + ") as v(sn, id, state, before) where c.state = v.before and c.position = " + newest());
    }

    @EventHandler
    void on(InstructionAnswered answered) {
        Rows row = new Rows("text", "text", "text", "text", "uuid", "bytea");
        State state = answered.done() ? State.DONE : State.FAILED;
        row.add(
                answered.sn(),
                answered.commandId(),
                state.name(),
                answered.sealed() == null ? answered.result() : null,
                answered.person(),
                sealed(answered));
        row.write(
                jdbc,
                "update " + schema + ".registry_command c set state = v.state, result = v.result,"
                        + " person_id = v.person, sealed = v.sealed from (" + row.select()
                        + ") as v(sn, id, state, result, person, sealed) where c.position = " + newest());
    }

    /** The newest instruction of that id: ids are random and short, so that an old one may come again. */
    private String newest() {
        return "(select max(n.position) from " + schema
                + ".registry_command n where n.command_id = v.id and n.sn = v.sn)";
    }

    @EventHandler
    void on(ReportRejected report, TrackingToken token) {
        boolean clear = report.sealed() == null;
        rejected.add(
                position(token),
                report.sn(),
                report.at(),
                report.transport(),
                clear ? report.raw() : null,
                clear ? report.reason() : null,
                report.person(),
                sealed(report));
        rejecting.add(report.sn());
    }

    /** The encrypted text, as the event has it; null: the event is in clear. */
    private static byte @Nullable [] sealed(PersonalEvent event) {
        @Nullable String text = event.sealed();
        return text == null ? null : Base64.getDecoder().decode(text);
    }

    @Override
    protected void write() {
        rejected.write(
                jdbc,
                "insert into " + schema + ".registry_rejected (position, sn, recorded_at, transport, raw, reason,"
                        + " person_id, sealed) "
                        + rejected.select());
        forgetOldRejected();
    }

    private void forgetOldRejected() {
        Rows devices = new Rows("text");
        rejecting.forEach(devices::add);
        devices.write(
                jdbc,
                "delete from " + schema + ".registry_rejected r using (select o.position, row_number() over"
                        + " (partition by o.sn order by o.position desc) as age from " + schema
                        + ".registry_rejected o where o.sn in (" + devices.select() + ")) old"
                        + " where r.position = old.position and old.age > " + REJECTED_KEPT_MAX);
    }
}
