package io.punchgate.query.attendance.punch;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.customer.CustomerEvent.CustomerChanged;
import io.punchgate.api.customer.CustomerEvent.CustomerRegistered;
import io.punchgate.api.customer.CustomerSettings;
import io.punchgate.api.customer.Pairing;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.Location;
import io.punchgate.query.projection.BatchedProjection;
import io.punchgate.query.projection.Rows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Keeps every punch as it was recorded, and how each customer's punches pair. */
public final class PunchProjection extends BatchedProjection {

    /** Its name, and that of its event processor. */
    public static final String NAME = "attendance";

    private final JdbcOperations jdbc;
    private final String schema;

    /** A projection into the tables of {@code schema}, a trusted name. */
    public PunchProjection(JdbcOperations jdbc, String schema) {
        super(jdbc, schema, NAME);
        this.jdbc = jdbc;
        this.schema = schema;
    }

    @Override
    public List<String> tables() {
        return List.of("punch", "customer_rule");
    }

    @Override
    public Set<Class<? extends DomainEvent>> handles() {
        return Set.of(PunchRecorded.class, CustomerRegistered.class, CustomerChanged.class);
    }

    @Override
    protected void write(List<Positioned> events) {
        Rows punches = new Rows(
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
        Map<String, CustomerSettings> rules = new LinkedHashMap<>();
        for (Positioned each : events) {
            if (each.event() instanceof PunchRecorded punch) {
                add(punches, punch, each.position());
            } else if (each.event() instanceof CustomerRegistered customer) {
                rules.put(customer.customerId(), customer.settings());
            } else if (each.event() instanceof CustomerChanged customer) {
                rules.put(customer.customerId(), customer.settings());
            }
        }
        punches.write(jdbc, "insert into " + schema + ".punch " + punches.select());
        writeRules(rules);
    }

    private static void add(Rows punches, PunchRecorded punch, long position) {
        @Nullable Location where = punch.location();
        punches.add(
                punch.customerId(),
                position,
                punch.punchId(),
                punch.sn(),
                punch.userId(),
                punch.time(),
                punch.localTime(),
                punch.offset(),
                punch.attTimeRaw(),
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

    private void writeRules(Map<String, CustomerSettings> settings) {
        Rows rules = new Rows("text", "bool", "int4");
        settings.forEach(
                (customer, set) -> rules.add(customer, set.pairing() == Pairing.ALTERNATING, set.maxIntervalHours()));
        rules.write(
                jdbc,
                "insert into " + schema + ".customer_rule " + rules.select()
                        + " on conflict (customer_id) do update set alternating = excluded.alternating,"
                        + " max_interval_hours = excluded.max_interval_hours");
    }
}
