package io.punchgate.command.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.DeviceEvent.DeviceRegistered;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.log.Snapshots;
import io.punchgate.runtime.sql.Migrations;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class DeviceSnapshotTest {

    private static final Instant AT = Instant.parse("2026-06-21T04:00:00Z");

    private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Snapshots snapshots = new Snapshots(jdbc);

    @BeforeEach
    void migrate() {
        Migrations.migrate(database, "log");
    }

    @Test
    void givenAStateOfBefore_whenItLacksWhatCameLater_thenItIsReadAndNoHistory() {
        Device device = new Device();
        device.on(new DeviceRegistered("SN1", "acme", Given.settings(), "hash", "secret-1", "path", AT));
        device.on(new DeviceSeen("SN1", "acme", AT, "http"));
        snapshots.store(snapshots.write("device/SN1", 1, AT, device));
        int without = jdbc.sql("update log.snapshot set state = regexp_replace(state,"
                        + " ',\"(replacing|admittedBy|rejections)\":(false|null)', '', 'g')")
                .update();
        assertThat(without).isEqualTo(1);
        assertThat(jdbc.sql("select state from log.snapshot")
                        .query(String.class)
                        .single())
                .doesNotContain("replacing", "admittedBy", "rejections")
                .contains("lastSeen");

        assertThat(snapshots.read("device/SN1"))
                .hasValueSatisfying(read -> assertThat(read.getPayload()).isInstanceOf(Device.class));
        assertThat(jdbc.sql("select revision from log.snapshot")
                        .query(String.class)
                        .single())
                .isEqualTo("3");
    }
}
