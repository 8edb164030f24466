package io.punchgate.command.delivery.redelivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.command.delivery.Punches;
import io.punchgate.command.delivery.redelivery.RedeliverablePunches.Redelivery;
import io.punchgate.command.delivery.redelivery.RedeliverablePunches.Selection;
import io.punchgate.command.delivery.redelivery.RedeliverablePunches.Status;
import io.punchgate.command.delivery.store.DeviceFacts;
import io.punchgate.command.delivery.store.DeviceStore;
import io.punchgate.command.delivery.store.LineKey;
import io.punchgate.command.delivery.store.LineRow;
import io.punchgate.command.delivery.store.LineStore;
import io.punchgate.command.delivery.store.UnsentPunch;
import io.punchgate.command.delivery.store.UnsentStore;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.StoredEvent;
import io.punchgate.runtime.log.read.PostgresLogReader;
import io.punchgate.runtime.person.PersonKeys;
import io.punchgate.runtime.sql.Migrations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Four punches of one device: never pushed, parked, delivered, and still pending. */
class LoggedPunchesTest {

    private static final String ACME = "acme";
    private static final CallbackId DEFAULT = CallbackId.ofDefault(ACME);
    private static final CallbackSet SET = new CallbackSet(
            DEFAULT,
            CallbackSettings.of("http://127.0.0.1/"),
            Punches.plain("x").recordedAt());
    private static final String SN = "SN1";
    private static final Instant RECORDED = Punches.plain("x").recordedAt();
    private static final PunchRef NEVER = ref(0);
    private static final PunchRef PARKED = ref(1);
    private static final PunchRef DELIVERED = ref(2);
    private static final PunchRef PENDING = ref(3);

    private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final LineStore lines = new LineStore(new JdbcTemplate(database));
    private final UnsentStore unsent = new UnsentStore(new JdbcTemplate(database));
    private final LoggedPunches punches = new LoggedPunches(
            new RedeliveryQueries(JdbcClient.create(database)),
            new PostgresLogReader(JdbcClient.create(database)),
            (customer, punch) -> punch.equals(PENDING),
            new PersonKeys(new JdbcTemplate(database)),
            () -> {});

    private static PunchRef ref(int sequence) {
        return new PunchRef(
                "%08x-%04x-7000-8000-00000000000%d"
                        .formatted(RECORDED.toEpochMilli() >>> 16, RECORDED.toEpochMilli() & 0xffff, sequence),
                SN,
                sequence);
    }

    @BeforeEach
    void begin() {
        Migrations.migrate(database, "log");
        Migrations.migrate(database, "command");
        List<StoredEvent> events = new ArrayList<>();
        for (PunchRef each : List.of(NEVER, PARKED, DELIVERED, PENDING)) {
            PunchRecorded punch = OddPunch.like(Punches.of(each.punchId(), SN));
            events.add(new StoredEvent(
                    "event-" + each.sequence(), Streams.device(SN), each.sequence(), RECORDED.plusMillis(20), punch));
        }
        append(List.of(events.removeFirst()));
        append(List.of(new StoredEvent("set", Streams.customer(ACME), 0, RECORDED, SET)));
        append(events);
        new DeviceStore(new JdbcTemplate(database), new PostgresLogReader(JdbcClient.create(database)))
                .save(List.of(new DeviceFacts(SN, ACME, "ST-1", "token")));
        lines.save(List.of(new LineRow(
                new LineKey(DEFAULT, SN),
                PENDING.sequence(),
                DELIVERED.sequence(),
                PENDING.sequence(),
                null,
                List.of())));
        say(NEVER, UnsentPunch.Status.NEVER);
        say(PARKED, UnsentPunch.Status.PARKED);
    }

    private void append(List<StoredEvent> events) {
        new TransactionTemplate(new JdbcTransactionManager(database))
                .executeWithoutResult(
                        status -> new EventLog(new JdbcTemplate(database), new EventRecords()).append(events));
    }

    private void say(PunchRef punch, UnsentPunch.Status status) {
        unsent.save(List.of(
                status == UnsentPunch.Status.NEVER
                        ? UnsentPunch.unwanted(ACME, punch)
                        : new UnsentPunch(DEFAULT, punch, status)));
    }

    private List<PunchRef> select(Status status, @Nullable String sn, @Nullable Instant from, @Nullable Instant to) {
        return punchesOf(punches.select(ACME, new Selection(status, null, sn, from, to), 10));
    }

    private List<PunchRef> first(int max, Status status) {
        return punchesOf(punches.select(ACME, new Selection(status, null, null, null, null), max));
    }

    private static List<PunchRef> punchesOf(List<Redelivery> redeliveries) {
        assertThat(redeliveries).allMatch(each -> each.callback().equals(DEFAULT));
        return redeliveries.stream().map(Redelivery::punch).toList();
    }

    @Test
    void givenAPunch_whenLookedUp_thenFoundForItsCustomerOnly() {
        for (PunchRef each : List.of(NEVER, PARKED, DELIVERED, PENDING)) {
            assertThat(punches.find(ACME, each.punchId()))
                    .contains(new RedeliverablePunches.Found(
                            List.of(new Redelivery(DEFAULT, each)), each.equals(PENDING), false));
            assertThat(punches.find("other", each.punchId())).isEmpty();
        }
        assertThat(punches.find(ACME, ref(9).punchId())).isEmpty();
        assertThat(punches.find(ACME, "no id")).isEmpty();
    }

    @Test
    void givenAStatus_whenSelected_thenThosePunches() {
        assertThat(select(Status.PARKED, null, null, null)).containsExactly(PARKED);
        assertThat(select(Status.NEVER, SN, RECORDED, RECORDED)).containsExactly(NEVER);
        assertThat(select(Status.DELIVERED, SN, RECORDED, RECORDED)).containsExactly(DELIVERED);
        assertThat(select(Status.DELIVERED, "SN2", null, null)).isEmpty();
        assertThat(select(Status.PARKED, null, RECORDED.plusMillis(1), null)).isEmpty();
        assertThat(select(Status.DELIVERED, null, null, RECORDED.minusMillis(1)))
                .isEmpty();
        assertThat(punches.select("other", new Selection(Status.DELIVERED, null, null, null, null), 10))
                .isEmpty();
    }

    @Test
    void givenMorePunchesThanOneQuestionAsksFor_whenSelected_thenTheOldestOfAllDevicesInOrder() {
        List<PunchRef> all = new ArrayList<>();
        List<StoredEvent> events = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            PunchRef punch = new PunchRef("many-" + i, i % 3 == 0 ? "FEW" : "MANY", i % 3 == 0 ? i / 3 : i - i / 3 - 1);
            all.add(punch);
            events.add(new StoredEvent(
                    "many-" + i,
                    Streams.device(punch.sn()),
                    punch.sequence(),
                    RECORDED,
                    Punches.of(punch.punchId(), punch.sn())));
        }
        append(events);
        new DeviceStore(new JdbcTemplate(database), new PostgresLogReader(JdbcClient.create(database)))
                .save(List.of(
                        new DeviceFacts("FEW", ACME, "ST-2", "token"), new DeviceFacts("MANY", ACME, "ST-3", "token")));
        List<PunchRef> delivered = new ArrayList<>(List.of(DELIVERED));
        delivered.addAll(all);
        assertThat(first(10_000, Status.DELIVERED)).isEqualTo(delivered);
        assertThat(first(1_001, Status.DELIVERED)).isEqualTo(delivered.subList(0, 1_001));

        unsent.save(all.stream()
                .map(punch -> new UnsentPunch(DEFAULT, punch, UnsentPunch.Status.PARKED))
                .toList());
        List<PunchRef> parked = new ArrayList<>(List.of(PARKED));
        parked.addAll(all);
        assertThat(first(10_000, Status.PARKED)).isEqualTo(parked);
        assertThat(first(2_500, Status.PARKED)).isEqualTo(parked.subList(0, 2_500));
        assertThat(select(Status.DELIVERED, null, null, null)).containsExactly(DELIVERED);
    }

    @Test
    void givenARequest_whenItIsNotDone_thenPendingAndDoneThenDelivered() {
        say(PARKED, UnsentPunch.Status.REQUESTED);
        assertThat(punches.find(ACME, PARKED.punchId()))
                .contains(new RedeliverablePunches.Found(List.of(new Redelivery(DEFAULT, PARKED)), true, false));
        assertThat(select(Status.PARKED, null, null, null)).isEmpty();
        say(PARKED, UnsentPunch.Status.SENT);
        assertThat(select(Status.DELIVERED, null, null, null)).containsExactly(PARKED, DELIVERED);
    }
}
