package io.punchgate.command.delivery.redelivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.DomainEvent;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.CallbackFilter;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PunchType;
import io.punchgate.command.delivery.Punches;
import io.punchgate.command.delivery.redelivery.RedeliverablePunches.Found;
import io.punchgate.command.delivery.redelivery.RedeliverablePunches.Redelivery;
import io.punchgate.command.delivery.redelivery.RedeliverablePunches.Selection;
import io.punchgate.command.delivery.redelivery.RedeliverablePunches.Status;
import io.punchgate.command.delivery.store.DeviceFacts;
import io.punchgate.command.delivery.store.DeviceStore;
import io.punchgate.command.delivery.store.UnsentPunch;
import io.punchgate.command.delivery.store.UnsentStore;
import io.punchgate.runtime.BesideOthers;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.StoredEvent;
import io.punchgate.runtime.log.read.PostgresLogReader;
import io.punchgate.runtime.person.PersonKeys;
import io.punchgate.runtime.sql.Migrations;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A punch and two corrections of it; the callback wanted the second one only. */
@BesideOthers
class LoggedCorrectionsTest {

    private static final CallbackId DEFAULT = CallbackId.ofDefault("acme");
    private static final String SN = "SN1";
    private static final PunchRecorded PUNCH = Punches.of(id(0), SN);
    private static final PunchRef DELIVERED = new PunchRef(id(0), SN, 0);
    private static final PunchRef UNWANTED = new PunchRef(id(1), SN, 1);
    private static final PunchRef WANTED = new PunchRef(id(2), SN, 2);

    private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final PostgresLogReader log = new PostgresLogReader(JdbcClient.create(database));
    private final LoggedPunches punches = new LoggedPunches(
            new RedeliveryQueries(JdbcClient.create(database)),
            log,
            (callback, punch) -> false,
            new PersonKeys(jdbc),
            () -> {});

    /** An id that was made when the punch was recorded. */
    private static String id(int number) {
        long millis = Punches.plain("x").recordedAt().toEpochMilli();
        return "%08x-%04x-7000-8000-00000000000%d".formatted(millis >>> 16, millis & 0xffff, number);
    }

    @BeforeEach
    void begin() {
        Migrations.migrate(database, "log");
        Migrations.migrate(database, "command");
        append(Streams.customer("acme"), 0, set(CallbackFormat.REALTIME, false));
        append(Streams.device(SN), 0, PUNCH);
        append(Streams.device(SN), 1, Punches.correction(UNWANTED.punchId(), PUNCH, PunchType.CheckOut));
        append(Streams.customer("acme"), 1, set(CallbackFormat.CLOUDEVENTS, true));
        append(Streams.device(SN), 2, Punches.correction(WANTED.punchId(), PUNCH, PunchType.CheckOut));
        new DeviceStore(jdbc, log).save(List.of(new DeviceFacts(SN, "acme", "ST-1", "token")));
    }

    private static CallbackSet set(CallbackFormat format, boolean corrections) {
        CallbackSettings settings =
                new CallbackSettings("http://127.0.0.1/", null, format, null, CallbackFilter.ALL, corrections);
        return new CallbackSet(DEFAULT, settings, PUNCH.recordedAt());
    }

    private void append(String stream, long sequence, DomainEvent event) {
        StoredEvent stored = new StoredEvent(
                stream + sequence, stream, sequence, PUNCH.recordedAt().plusMillis(20), event);
        new TransactionTemplate(new JdbcTransactionManager(database))
                .executeWithoutResult(status -> new EventLog(jdbc, new EventRecords()).append(List.of(stored)));
    }

    private List<PunchRef> select(Status status, @Nullable Instant to) {
        return punches.select("acme", new Selection(status, null, null, null, to), 10).stream()
                .map(Redelivery::punch)
                .toList();
    }

    @Test
    void givenCorrections_whenSelected_thenThoseThatTheCallbackWantedByTheTimeOfTheirRecord() {
        assertThat(select(Status.DELIVERED, null)).containsExactly(DELIVERED, WANTED);
        assertThat(select(Status.DELIVERED, PUNCH.recordedAt())).containsExactly(DELIVERED);

        new UnsentStore(jdbc).save(List.of(new UnsentPunch(DEFAULT, WANTED, UnsentPunch.Status.PARKED)));

        assertThat(select(Status.PARKED, null)).containsExactly(WANTED);
        assertThat(select(Status.DELIVERED, null)).containsExactly(DELIVERED);
    }

    @Test
    void givenAnId_whenLookedUp_thenAPunchAndItsCorrectionsAreToldApart() {
        for (PunchRef each : List.of(DELIVERED, WANTED)) {
            assertThat(punches.find("acme", each.punchId()))
                    .contains(new Found(List.of(new Redelivery(DEFAULT, each)), false, false));
        }
        assertThat(punches.find("acme", UNWANTED.punchId())).isEmpty();
        assertThat(punches.find("other", WANTED.punchId())).isEmpty();
    }
}
