package io.punchgate.command.delivery.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceEvent;
import io.punchgate.api.device.DeviceEvent.CallbackTokenRotated;
import io.punchgate.api.device.DeviceEvent.DeviceChanged;
import io.punchgate.api.device.DeviceEvent.DeviceRegistered;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.device.PunchType;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.StoredEvent;
import io.punchgate.runtime.log.read.PostgresLogReader;
import io.punchgate.runtime.sql.Migrations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A device that changed hands before the push noted what its pushes to the customer of before carry. */
class DeviceStoreTest {

    private static final String SN = "SN1";
    private static final Instant AT = Instant.parse("2026-06-21T04:00:00Z");

    private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final DeviceStore store =
            new DeviceStore(new JdbcTemplate(database), new PostgresLogReader(JdbcClient.create(database)));

    private static DeviceSettings settings(String customer, String tag) {
        return new DeviceSettings(
                customer, "Gate", "UTC", tag, null, Map.of(), Map.of(), PunchType.CheckIn, 60, 180, Map.of(), true);
    }

    private void append(DeviceEvent... events) {
        List<StoredEvent> stored = new ArrayList<>();
        for (DeviceEvent event : events) {
            stored.add(new StoredEvent("event-" + stored.size(), Streams.device(SN), stored.size(), AT, event));
        }
        new TransactionTemplate(new JdbcTransactionManager(database))
                .executeWithoutResult(
                        status -> new EventLog(new JdbcTemplate(database), new EventRecords()).append(stored));
    }

    @Test
    void givenADeviceThatChangedHandsBefore_whenItsFactsOfThenAreAskedFor_thenTheyAreThoseOfThen() {
        Migrations.migrate(database, "log");
        Migrations.migrate(database, "command");
        append(
                new DeviceRegistered(SN, "first", settings("first", "ST-1"), "hash", "token-1", "hash", AT),
                new CallbackTokenRotated(SN, "first", "token-2", AT),
                new DeviceChanged(SN, "second", settings("second", "ST-2"), AT),
                new CallbackTokenRotated(SN, "second", "token-3", AT));

        assertThat(store.findFormer(new FormerDevice("first", SN)))
                .contains(new DeviceFacts(SN, "first", "ST-1", "token-2"));
        assertThat(store.findFormer(new FormerDevice("third", SN))).isEmpty();
        assertThat(store.findFormer(new FormerDevice("first", "SN2"))).isEmpty();
    }
}
