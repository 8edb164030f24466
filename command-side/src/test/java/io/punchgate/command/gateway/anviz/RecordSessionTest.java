package io.punchgate.command.gateway.anviz;

import static io.punchgate.command.gateway.anviz.AnvizDevice.ID;
import static io.punchgate.command.gateway.anviz.AnvizDevice.cleared;
import static io.punchgate.command.gateway.anviz.AnvizDevice.page;
import static io.punchgate.command.gateway.anviz.AnvizDevice.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import io.punchgate.api.device.InputType;
import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.runtime.BesideOthers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BesideOthers
class RecordSessionTest {

    private static final String SN = "0310130011";

    private final DevicesInMemory devices = new DevicesInMemory();
    private final AnvizServer server = new AnvizServer(devices.commands(), Duration.ofSeconds(2));

    @BeforeEach
    void register() {
        devices.register(SN, "token-1", 180, true);
    }

    @AfterEach
    void stop() {
        server.close();
        devices.close();
    }

    private <E> List<E> events(Class<E> kind) {
        return devices.events(Streams.device(SN)).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Test
    void givenBacklog_whenFetched_thenEachPageIsClearedOnceStoredUntilNoneIsLeft() {
        try (AnvizDevice device = AnvizDevice.known(server.port(), SN)) {
            device.say(page(record(1, 0, 0), record(2, 3, 1)));
            device.expect(AnvizFrame.clearNew(ID, 2));
            assertThat(events(PunchRecorded.class))
                    .extracting(punch -> punch.userId() + " " + punch.type() + " " + punch.inputType())
                    .containsExactly("1 CheckIn " + InputType.Fingerprint, "2 CheckOut " + InputType.Card);
            device.say(cleared(AnvizFrame.DONE));
            device.expect(AnvizFrame.fetchNew(ID));
            device.say(page(record(3, 2, 0)));
            device.expect(AnvizFrame.clearNew(ID, 1));
            device.say(cleared(AnvizFrame.DONE));
            device.expect(AnvizFrame.fetchNew(ID));
            device.say(page());
            assertThat(events(PunchRecorded.class)).hasSize(3);
            device.expect(AnvizFrame.fetchNew(ID));
        }
    }

    @Test
    void givenRealTimeRecord_whenTold_thenStoredAndFetchedBeforeItIsCleared() {
        try (AnvizDevice device = AnvizDevice.known(server.port(), SN)) {
            device.say(page());
            device.say(new AnvizFrame(ID, AnvizFrame.REAL_TIME_RECORD, 0, record(1001, 1, 0x80)));
            device.expect(AnvizFrame.fetchNew(ID));
            device.say(page(record(1001, 1, 0x80)));
            device.expect(AnvizFrame.clearNew(ID, 1));
            assertThat(events(PunchRecorded.class)).hasSize(1);
            assertThat(events(PunchRecorded.class).getFirst().transport()).isEqualTo("anviz");
        }
    }

    @Test
    void givenPing_whenHeard_thenPongAndTheDeviceIsThere() {
        try (AnvizDevice device = AnvizDevice.known(server.port(), SN)) {
            device.say(AnvizFrame.ask(ID, AnvizFrame.PING));
            device.expect(AnvizFrame.pong(ID));
        }
    }

    @Test
    void givenStoreThatFails_whenAPageComes_thenNothingIsClearedAndItIsFetchedAgain() {
        try (AnvizDevice device = AnvizDevice.known(server.port(), SN)) {
            devices.fail(true);
            device.say(page(record(1, 0, 0)));
            device.expect(AnvizFrame.fetchNew(ID));
            devices.fail(false);
            device.say(page(record(1, 0, 0)));
            device.expect(AnvizFrame.clearNew(ID, 1));
        }
    }

    @Test
    void givenDeviceThatCannotClear_whenThePageComesAgain_thenTheNextIsLeftUntilLater() {
        try (AnvizDevice device = AnvizDevice.known(server.port(), SN)) {
            device.say(page(record(1, 0, 0)));
            device.expect(AnvizFrame.clearNew(ID, 1));
            device.say(cleared(AnvizFrame.DONE));
            device.expect(AnvizFrame.fetchNew(ID));
            device.say(page(record(1, 0, 0)));
            device.expect(AnvizFrame.clearNew(ID, 1));
            device.say(cleared(AnvizFrame.DONE));
            assertThat(device.hear(Duration.ofMillis(300))).isNull();
            device.expect(AnvizFrame.fetchNew(ID));
            assertThat(events(PunchRecorded.class)).hasSize(1);
        }
    }

    @Test
    void givenPageThatAnnouncesMoreThanItHolds_whenFetched_thenOnlyWhatWasStoredIsCleared() {
        try (AnvizDevice device = AnvizDevice.known(server.port(), SN)) {
            byte[] whole = page(record(1, 0, 0), record(2, 0, 0)).data();
            device.say(new AnvizFrame(ID, 0xC0, AnvizFrame.DONE, Arrays.copyOf(whole, whole.length - 1)));
            device.expect(AnvizFrame.clearNew(ID, 1));
            assertThat(events(PunchRecorded.class)).hasSize(1);
            assertThat(events(ReportRejected.class))
                    .extracting(ReportRejected::reason)
                    .containsExactly("a record has 14 bytes");
            device.say(cleared(AnvizFrame.DONE));
            device.expect(AnvizFrame.fetchNew(ID));
            device.say(page(record(2, 0, 0)));
            device.expect(AnvizFrame.clearNew(ID, 1));
            assertThat(events(PunchRecorded.class)).hasSize(2);
        }
    }

    @Test
    void givenAnotherNumberOrSerialNumber_whenTold_thenTheConnectionIsClosed() {
        for (Object[] stranger : new Object[][] {{SN, 8}, {"NOBODY", ID}, {"", ID}}) {
            try (AnvizDevice device = new AnvizDevice(server.port())) {
                device.tellSerialNumber((String) stranger[0], (Integer) stranger[1]);
                assertThat(device.isClosedByServer()).isTrue();
            }
        }
        try (AnvizDevice device = AnvizDevice.known(server.port(), SN)) {
            device.say(AnvizFrame.ask(8, AnvizFrame.PING));
            assertThat(device.isClosedByServer()).isTrue();
        }
        assertThat(events(PunchRecorded.class)).isEmpty();
    }

    @Test
    void givenDeviceThatAnswersToItsNumberOnly_whenItPings_thenAskedByIt() {
        try (AnvizDevice device = new AnvizDevice(server.port())) {
            device.expect(AnvizFrame.serialNumber(0));
            device.say(AnvizFrame.ask(ID, AnvizFrame.PING));
            device.expect(AnvizFrame.pong(ID));
            device.expect(AnvizFrame.serialNumber(ID));
        }
    }

    @Test
    void givenSilence_whenTheHandshakeTakesTooLong_thenClosed() {
        try (AnvizDevice device = new AnvizDevice(server.port())) {
            assertThat(device.isClosedByServer()).isTrue();
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(events(PunchRecorded.class)).isEmpty());
    }
}
