package io.punchgate.query.attendance.punch;

import io.punchgate.api.ErasesPersons;
import io.punchgate.api.customer.CustomerEvent.CustomerChanged;
import io.punchgate.api.customer.CustomerEvent.CustomerRegistered;
import io.punchgate.api.customer.CustomerSettings;
import io.punchgate.api.customer.Pairing;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PushedEvent.CorrectedTime;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import io.punchgate.query.person.PersonalRow;
import io.punchgate.query.person.PersonalTexts;
import io.punchgate.query.projection.BatchedProjection;
import io.punchgate.query.projection.Rows;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
    private final PersonalTexts texts;
    private Rows punches = noPunches();
    private Rows corrections = noCorrections();
    private final Map<String, CustomerSettings> rules = new LinkedHashMap<>();
    private final Set<UUID> erased = new LinkedHashSet<>();

    /** A projection into the tables of {@code schema}, a trusted name. */
    public PunchProjection(JdbcOperations jdbc, String schema, PersonalTexts texts) {
        super(jdbc, schema);
        this.jdbc = jdbc;
        this.schema = schema;
        this.texts = texts;
    }

    private static Rows noPunches() {
        return new Rows(
                "int8",
                "timestamptz",
                "timestamp",
                "timestamptz",
                "uuid",
                "uuid",
                "bool",
                "text",
                "text",
                "text",
                "text",
                "text",
                "text",
                "text",
                "text",
                "bytea",
                "text");
    }

    private static Rows noCorrections() {
        return new Rows(
                "int8",
                "timestamptz",
                "timestamptz",
                "timestamp",
                "uuid",
                "uuid",
                "uuid",
                "bool",
                "text",
                "text",
                "text",
                "text",
                "text",
                "bytea",
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
        erased.clear();
    }

    /** A sealed text needs no more than the end of its key. */
    @EventHandler
    void on(ErasesPersons erasure) {
        erased.addAll(erasure.persons());
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
        PersonalRow personal = texts.of(punch);
        punches.add(
                position(token),
                punch.time(),
                punch.localTime(),
                punch.recordedAt(),
                UUID.fromString(punch.punchId()),
                personal.person(),
                punch.clockSuspect(),
                punch.customerId(),
                punch.sn(),
                punch.offset(),
                punch.type(),
                punch.stateRaw(),
                punch.inputType(),
                punch.inputRaw(),
                punch.transport(),
                personal.sealed(),
                personal.plain());
    }

    @EventHandler
    void on(PunchCorrected correction, TrackingToken token) {
        @Nullable CorrectedTime time = correction.time();
        PersonalRow personal = texts.of(correction);
        corrections.add(
                position(token),
                correction.recordedAt(),
                time == null ? null : time.time(),
                time == null ? null : time.localTime(),
                UUID.fromString(correction.correctionId()),
                UUID.fromString(correction.punchId()),
                personal.person(),
                correction.voided(),
                correction.customerId(),
                correction.sn(),
                correction.type(),
                time == null ? null : time.offset(),
                correction.by(),
                personal.sealed(),
                personal.plain());
    }

    @Override
    protected void write() {
        punches.write(jdbc, PunchBlocks.writing("insert into " + schema + ".punch " + punches.select(), schema));
        corrections.write(jdbc, "insert into " + schema + ".punch_correction " + corrections.select());
        writeRules();
        erase("punch");
        erase("punch_correction");
    }

    /** Empties texts that are in plain, as their events are of a time before there were keys. */
    private void erase(String table) {
        Rows persons = new Rows("uuid");
        erased.forEach(persons::add);
        persons.write(
                jdbc,
                "update " + schema + "." + table + " set personal = '" + PersonalTexts.ERASED + "' from ("
                        + persons.select() + " as id) gone where person_id = gone.id and personal <> '"
                        + PersonalTexts.ERASED + "'");
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
