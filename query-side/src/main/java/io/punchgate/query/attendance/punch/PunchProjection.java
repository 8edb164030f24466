package io.punchgate.query.attendance.punch;

import io.punchgate.api.customer.CustomerEvent.CustomerChanged;
import io.punchgate.api.customer.CustomerEvent.CustomerRegistered;
import io.punchgate.api.customer.CustomerSettings;
import io.punchgate.api.customer.Pairing;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.Location;
import io.punchgate.api.device.PushedEvent.CorrectedTime;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import io.punchgate.query.projection.BatchedProjection;
import io.punchgate.query.projection.Rows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Keeps every punch as it was recorded, its corrections beside it, and the pairing rule of each customer. */
@ProcessingGroup(PunchProjection.NAME)
public final class PunchProjection extends BatchedProjection {

    /** Its name, and that of its event processor. */
    public static final String NAME = "attendance";

    private final JdbcOperations jdbc;
    private final String schema;
    private Rows punches = noPunches();
    private Rows corrections = noCorrections();
    private final Map<String, CustomerSettings> rules = new LinkedHashMap<>();

    /** A projection into the tables of {@code schema}, a trusted name. */
    public PunchProjection(JdbcOperations jdbc, String schema) {
        super(jdbc, schema);
        this.jdbc = jdbc;
        this.schema = schema;
    }

    private static Rows noPunches() {
        return new Rows(
                "text",
                "int8",
                "text",
                "text",
                "text",
                "timestamptz",
                "timestamp",
                "text",
                "text",
                "text",
                "text",
                "text",
                "text",
                "float8",
                "float8",
                "float8",
                "float8",
                "bool",
                "text",
                "timestamptz",
                "bool");
    }

    private static Rows noCorrections() {
        return new Rows(
                "int8",
                "timestamptz",
                "timestamptz",
                "timestamp",
                "bool",
                "text",
                "text",
                "text",
                "text",
                "text",
                "text",
                "text",
                "text",
                "text");
    }

    @Override
    public List<String> tables() {
        return List.of("punch", "punch_block", "punch_correction", "customer_rule");
    }

    @Override
    protected void begin() {
        punches = noPunches();
        corrections = noCorrections();
        rules.clear();
    }

    @EventHandler
    void on(CustomerRegistered customer) {
        rules.put(customer.customerId(), customer.settings());
    }

    @EventHandler
    void on(CustomerChanged customer) {
        rules.put(customer.customerId(), customer.settings());
    }

    @EventHandler
    void on(PunchRecorded punch, TrackingToken token) {
        @Nullable Location where = punch.location();
        punches.add(
                punch.customerId(),
                position(token),
                punch.punchId(),
                punch.sn(),
                shown(punch.userId()),
                punch.time(),
                punch.localTime(),
                punch.offset(),
                shown(punch.attTimeRaw()),
                punch.type(),
                punch.stateRaw(),
                punch.inputType(),
                punch.inputRaw(),
                where == null ? null : where.lat(),
                where == null ? null : where.lng(),
                where == null ? null : where.accuracy(),
                punch.temperature(),
                punch.faceMask(),
                punch.transport(),
                punch.recordedAt(),
                punch.clockSuspect());
    }

    @EventHandler
    void on(PunchCorrected correction, TrackingToken token) {
        @Nullable CorrectedTime time = correction.time();
        corrections.add(
                position(token),
                correction.recordedAt(),
                time == null ? null : time.time(),
                time == null ? null : time.localTime(),
                correction.voided(),
                correction.customerId(),
                correction.correctionId(),
                correction.punchId(),
                correction.sn(),
                shown(correction.userId()),
                correction.type(),
                time == null ? null : time.offset(),
                correction.by(),
                shown(correction.reason()));
    }

    /** Of a person who was erased nothing is left. */
    private static String shown(@Nullable String personal) {
        return Objects.requireNonNullElse(personal, "");
    }

    @Override
    protected void write() {
        punches.write(jdbc, PunchBlocks.writing("insert into " + schema + ".punch " + punches.select(), schema));
        corrections.write(jdbc, "insert into " + schema + ".punch_correction " + corrections.select());
        writeRules();
    }

    private void writeRules() {
        Rows rows = new Rows("text", "bool", "int4");
        rules.forEach(
                (customer, set) -> rows.add(customer, set.pairing() == Pairing.ALTERNATING, set.maxIntervalHours()));
        rows.write(
                jdbc,
                "insert into " + schema + ".customer_rule " + rows.select()
                        + " on conflict (customer_id) do update set alternating = excluded.alternating,"
                        + " max_interval_hours = excluded.max_interval_hours");
    }
}
