package io.punchgate.command.gateway.doorlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceCommand.RegisterDevice;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DevicePatch;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.TransportAuth;
import io.punchgate.command.device.DevicePatches;
import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.command.gateway.Inboxes;
import io.punchgate.command.gateway.ReportInbox;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A new dialect is its package: the core admits its devices and reads its codes without knowing it. */
class DoorLogTest {

    private static final String ENTRY = "SN1;7;1001;2026-06-21 09:30:00;e;k";
    private static final TransportAuth FROM_THE_LAN = TransportAuth.from(List.of("10.1.0.0/16"));
    private static final TransportAuth OPENED = FROM_THE_LAN.open(DoorLogReportDecoder.TRANSPORT, 7);

    private final DevicesInMemory devices = new DevicesInMemory();
    private final ReportInbox inbox =
            Inboxes.before(devices.commands(), Clock.fixed(Instant.parse("2026-06-21T04:00:01Z"), ZoneOffset.UTC));

    @AfterEach
    void close() {
        devices.close();
    }

    @Test
    void givenTheDialectIsOpened_whenALineComes_thenRecordedByItsCodesAndUnderItsName() throws Exception {
        register(OPENED, Map.of());

        assertThat(report(ENTRY, "10.1.0.9")).isInstanceOf(DeviceReply.Recorded.class);
        assertThat(punch().type()).isEqualTo(PunchType.CheckIn);
        assertThat(punch().inputType()).isEqualTo(InputType.Password);
        assertThat(punch().transport()).isEqualTo("door-log");
    }

    @Test
    void givenTheDeviceHasCodesOfItsOwn_whenALineComes_thenTheyComeFirst() throws Exception {
        register(OPENED, Map.of("e", PunchType.MealIn));

        assertThat(report(ENTRY, "10.1.0.9")).isInstanceOf(DeviceReply.Recorded.class);
        assertThat(punch().type()).isEqualTo(PunchType.MealIn);
    }

    @Test
    void givenTheDialectIsNotOpened_whenALineComes_thenRefused() throws Exception {
        register(FROM_THE_LAN, Map.of());

        assertThat(report(ENTRY, "10.1.0.9")).isEqualTo(new DeviceReply.Refused(Refusal.UNAUTHORIZED));
    }

    @Test
    void givenTheDialectIsOpened_whenALineHasAnotherNumber_thenRefused() throws Exception {
        register(OPENED, Map.of());

        assertThat(report(ENTRY.replace(";7;", ";8;"), "10.1.0.9"))
                .isEqualTo(new DeviceReply.Refused(Refusal.UNAUTHORIZED));
    }

    @Test
    void givenTheDialectIsOpened_whenALineComesFromElsewhere_thenRefused() throws Exception {
        register(OPENED, Map.of());

        assertThat(report(ENTRY, "10.2.0.9")).isEqualTo(new DeviceReply.Refused(Refusal.UNAUTHORIZED));
    }

    @Test
    void givenTheDialectIsOpened_whenItIsShownToOperators_thenInTheirWords() {
        assertThat(OPENED.shown()).containsEntry("door_log", Map.of("device_id", 7));
    }

    private void register(TransportAuth auth, Map<String, PunchType> states) {
        RegisterDevice device = DevicesInMemory.registration("SN1", "token-1", 180, true);
        DevicePatch patch = DevicePatches.dialect(auth, states);
        devices.register(new RegisterDevice(
                device.sn(),
                patch.applyTo(device.settings()),
                device.authTokenHash(),
                device.callbackTokenId(),
                device.admsPathHash(),
                device.at()));
    }

    private @Nullable DeviceReply report(String line, String address) throws Exception {
        return inbox.punch(DoorLogReportDecoder.reporter(line, address), DoorLogReportDecoder.decode(line))
                .get(10, TimeUnit.SECONDS);
    }

    private PunchRecorded punch() {
        return devices.events(Streams.device("SN1")).stream()
                .filter(PunchRecorded.class::isInstance)
                .map(PunchRecorded.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
