package io.punchgate.command.delivery.redelivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.Streams;
import io.punchgate.api.delivery.DeliveryCommand.RequestRedelivery;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.command.delivery.Punches;
import io.punchgate.command.delivery.line.CustomerServer;
import io.punchgate.command.delivery.line.PushStage;
import io.punchgate.command.delivery.redelivery.RedeliverablePunches.Selection;
import io.punchgate.command.delivery.redelivery.RedeliverablePunches.Status;
import io.punchgate.command.delivery.store.DeviceFacts;
import io.punchgate.command.delivery.store.DeviceStore;
import io.punchgate.command.delivery.store.LineKey;
import io.punchgate.command.delivery.store.LineRow;
import io.punchgate.command.delivery.store.PushStore;
import io.punchgate.command.delivery.store.UnsentPunch;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.StoredEvent;
import io.punchgate.runtime.log.read.PostgresLogReader;
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
    private static final String SN = "SN1";
    private static final Instant RECORDED = Punches.plain("x").recordedAt();
    private static final PunchRef NEVER = ref(0);
    private static final PunchRef PARKED = ref(1);
    private static final PunchRef DELIVERED = ref(2);
    private static final PunchRef PENDING = ref(3);

    private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final PushStore store = new PushStore(new JdbcTemplate(database));
    private final LoggedPunches punches = new LoggedPunches(
            new RedeliveryQueries(JdbcClient.create(database)),
            new PostgresLogReader(JdbcClient.create(database)),
            (customer, punch) -> punch.equals(PENDING),
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
            PunchRecorded punch = withOddState(Punches.of(each.punchId(), SN));
            events.add(new StoredEvent(
                    "event-" + each.sequence(), Streams.device(SN), each.sequence(), RECORDED.plusMillis(20), punch));
        }
        append(events);
        new DeviceStore(new JdbcTemplate(database)).save(List.of(new DeviceFacts(SN, ACME, "ST-1", "token")));
        store.saveLines(List.of(new LineRow(new LineKey(ACME, SN), PENDING.sequence(), DELIVERED.sequence(), null)));
        say(NEVER, UnsentPunch.Status.NEVER);
        say(PARKED, UnsentPunch.Status.PARKED);
    }

    private void append(List<StoredEvent> events) {
        new TransactionTemplate(new JdbcTransactionManager(database))
                .executeWithoutResult(
                        status -> new EventLog(new JdbcTemplate(database), new EventRecords()).append(events));
    }

    private static PunchRecorded withOddState(PunchRecorded punch) {
        return new PunchRecorded(
                punch.punchId(),
                punch.sn(),
                punch.customerId(),
                punch.label(),
                punch.userId(),
                punch.time(),
                punch.localTime(),
                punch.offset(),
                punch.attTimeRaw(),
                null,
                punch.type(),
                "\0\",\"customerId\":\"other\",\"recordedAt\":\"x",
                punch.inputType(),
                punch.inputRaw(),
                null,
                null,
                null,
                punch.transport(),
                punch.recordedAt(),
                false);
    }

    private void say(PunchRef punch, UnsentPunch.Status status) {
        store.saveUnsent(List.of(new UnsentPunch(ACME, punch, status)));
    }

    private List<PunchRef> select(Status status, @Nullable String sn, @Nullable Instant from, @Nullable Instant to) {
        return punches.select(ACME, new Selection(status, sn, from, to), 10);
    }

    @Test
    void givenAPunch_whenLookedUp_thenFoundForItsCustomerOnly() {
        for (PunchRef each : List.of(NEVER, PARKED, DELIVERED, PENDING)) {
            assertThat(punches.find(ACME, each.punchId()))
                    .contains(new RedeliverablePunches.Found(each, each.equals(PENDING)));
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
        assertThat(punches.select("other", new Selection(Status.DELIVERED, null, null, null), 10))
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
        new DeviceStore(new JdbcTemplate(database))
                .save(List.of(
                        new DeviceFacts("FEW", ACME, "ST-2", "token"), new DeviceFacts("MANY", ACME, "ST-3", "token")));
        List<PunchRef> delivered = new ArrayList<>(List.of(DELIVERED));
        delivered.addAll(all);
        assertThat(punches.select(ACME, new Selection(Status.DELIVERED, null, null, null), 10_000))
                .isEqualTo(delivered);
        assertThat(punches.select(ACME, new Selection(Status.DELIVERED, null, null, null), 1_001))
                .isEqualTo(delivered.subList(0, 1_001));

        store.saveUnsent(all.stream()
                .map(punch -> new UnsentPunch(ACME, punch, UnsentPunch.Status.PARKED))
                .toList());
        List<PunchRef> parked = new ArrayList<>(List.of(PARKED));
        parked.addAll(all);
        assertThat(punches.select(ACME, new Selection(Status.PARKED, null, null, null), 10_000))
                .isEqualTo(parked);
        assertThat(punches.select(ACME, new Selection(Status.PARKED, null, null, null), 2_500))
                .isEqualTo(parked.subList(0, 2_500));
        assertThat(select(Status.DELIVERED, null, null, null)).containsExactly(DELIVERED);
    }

    @Test
    void givenARequest_whenItIsNotDone_thenPendingAndDoneThenDelivered() {
        say(PARKED, UnsentPunch.Status.REQUESTED);
        assertThat(punches.find(ACME, PARKED.punchId())).contains(new RedeliverablePunches.Found(PARKED, true));
        assertThat(select(Status.PARKED, null, null, null)).isEmpty();
        say(PARKED, UnsentPunch.Status.SENT);
        assertThat(select(Status.DELIVERED, null, null, null)).containsExactly(PARKED, DELIVERED);
    }

    @Test
    void givenThePush_whenPunchesAreParkedAndSentAgain_thenTheTableFollows() throws Exception {
        try (PushStage stage = new PushStage()) {
            JdbcClient jdbc = JdbcClient.create(stage.database());
            stage.push().setCallback(stage.server().url(), List.of(1));
            stage.server().answer(r -> new CustomerServer.Reply(200, ""));
            stage.push().punch("A", "a0");
            await().atMost(PushStage.MAX).until(() -> statuses(jdbc).equals(List.of("parked")));
            stage.server().answer(r -> CustomerServer.Reply.DONE);
            stage.push().say(new RequestRedelivery(ACME, new PunchRef("a0", "A", 0), "erp", Instant.now()));
            await().atMost(PushStage.MAX).until(() -> statuses(jdbc).isEmpty());
        }
    }

    private static List<String> statuses(JdbcClient jdbc) {
        return jdbc.sql("select status from command.push_unsent")
                .query(String.class)
                .list();
    }
}
