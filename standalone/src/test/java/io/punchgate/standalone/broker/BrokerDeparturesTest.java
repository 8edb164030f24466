package io.punchgate.standalone.broker;

import static io.punchgate.standalone.broker.BrokerUnderTest.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceCommand.RotateAuthToken;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.DeviceWentOffline;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.command.gateway.broker.LocalBroker;
import io.punchgate.runtime.OneByOne;
import io.punchgate.runtime.access.Tokens;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Departures are exact at our own broker, and a session is held to the secret that admitted it. */
@OneByOne
@ResourceLock(LocalBroker.ONE_A_PROCESS)
class BrokerDeparturesTest {

    private static final String SN = "SN7A2300583";
    private static final String TOKEN = "token-1";
    private static final String EVT = "api/mqtt/v1/" + SN + "/evt";
    private static final String ST = "api/mqtt/v1/" + SN + "/st";
    private static final String PUNCH = "{\"user_id\":\"1\",\"att_time\":\"2026-06-21 09:30:00\",\"att_state\":1}";
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(2);
    private static final Duration WAIT_MAX = Duration.ofSeconds(10);

    private final DevicesInMemory devices = new DevicesInMemory();
    private final BrokerUnderTest broker = new BrokerUnderTest(devices.commands());

    private Instant overlapEnd = Instant.MAX;
    private int seconds;

    @BeforeEach
    void register() {
        devices.register(SN, TOKEN, 180, true);
    }

    @AfterEach
    void stop() {
        broker.close();
        devices.close();
    }

    @Test
    void givenADeviceThatSaysThatItIsThere_whenItSaysAtOnceThatItIsGone_thenOffline() throws Exception {
        Mqtt5BlockingClient device = connected();
        for (int times = 1; times <= 3; times++) {
            var all = List.of(
                    publish(device, ST, "{\"online\":true}"),
                    publish(device, EVT, PUNCH),
                    publish(device, ST, "{\"online\":false}"));
            all.getLast().get(5, TimeUnit.SECONDS);
            int departures = times;
            await().atMost(SHOWN_WITHIN)
                    .untilAsserted(
                            () -> assertThat(events(DeviceWentOffline.class)).hasSize(departures));
            assertThat(presence().getLast()).isInstanceOf(DeviceWentOffline.class);
        }
    }

    @Test
    void givenADeviceThatSaysThatItIsThere_whenItsConnectionIsLostAtOnce_thenOffline() throws Exception {
        Mqtt5BlockingClient device = connected();
        publish(device, ST, "{\"online\":true}").get(5, TimeUnit.SECONDS);
        device.disconnectWith()
                .reasonCode(Mqtt5DisconnectReasonCode.DISCONNECT_WITH_WILL_MESSAGE)
                .send();
        await().atMost(SHOWN_WITHIN)
                .untilAsserted(() -> assertThat(events(DeviceWentOffline.class)).hasSize(1));
        connected();
        await().atMost(SHOWN_WITHIN)
                .untilAsserted(() -> assertThat(presence().getLast()).isInstanceOf(DeviceSeen.class));
    }

    @Test
    void givenADeviceWithoutAWill_whenItsConnectionIsLost_thenOffline() throws Exception {
        try (Socket device = new Socket("localhost", broker.broker.port())) {
            device.getOutputStream().write(BrokerUnderTest.connectPacket(SN, TOKEN, 60));
            assertThat(device.getInputStream().readNBytes(4)[3]).isZero();
            await().atMost(WAIT_MAX)
                    .untilAsserted(() -> assertThat(events(DeviceSeen.class)).isNotEmpty());
            device.setSoLinger(true, 0);
        }
        await().atMost(SHOWN_WITHIN)
                .untilAsserted(() -> assertThat(events(DeviceWentOffline.class)).hasSize(1));
    }

    @Test
    void givenASession_whenItsTokenIsRotatedAndTheOverlapIsOver_thenNothingMoreOfItIsStored() throws Exception {
        Mqtt5BlockingClient device = connected();
        rotate(Duration.ofSeconds(4));
        publish(device, EVT, PUNCH).get(4, TimeUnit.SECONDS);
        await().atMost(WAIT_MAX).untilAsserted(() -> {
            if (device.getState().isConnected()) {
                var unused =
                        publish(device, EVT, PUNCH.replace("\"1\"", "\"2\"").replace("09:30:00", time()));
            }
            assertThat(device.getState().isConnected()).isFalse();
        });
        int stored = events(PunchRecorded.class).size();
        Mqtt5BlockingClient again = broker.device(SN, "token-2");
        again.connect();
        publish(again, EVT, PUNCH.replace("\"1\"", "\"3\"")).get(5, TimeUnit.SECONDS);
        assertThat(events(PunchRecorded.class)).hasSize(stored + 1);
        assertThat(events(PunchRecorded.class))
                .filteredOn(punch -> "2".equals(punch.userId()))
                .allSatisfy(punch -> assertThat(punch.recordedAt()).isBefore(overlapEnd));
    }

    @Test
    void givenASilentSession_whenItsTokenIsRotatedAndTheOverlapIsOver_thenItIsClosed() throws Exception {
        Mqtt5BlockingClient device = connected();
        rotate(Duration.ofSeconds(1));
        broker.broker.checkAfter(SN, Duration.ofMillis(1_100));
        await().atMost(WAIT_MAX).until(() -> !device.getState().isConnected());
        assertThat(Instant.now()).isAfter(overlapEnd);
        await().atMost(SHOWN_WITHIN)
                .untilAsserted(() -> assertThat(events(DeviceWentOffline.class)).hasSize(1));
    }

    private String time() {
        seconds++;
        return "09:%02d:%02d".formatted(31 + seconds / 60, seconds % 60);
    }

    private void rotate(Duration overlap) {
        Instant now = Instant.now();
        overlapEnd = now.plus(overlap);
        devices.commands().sendAndWait(new RotateAuthToken(SN, Tokens.sha256Hex("token-2"), overlapEnd, now));
    }

    private Mqtt5BlockingClient connected() {
        Mqtt5BlockingClient device = broker.device(SN, TOKEN);
        device.connect();
        return device;
    }

    private List<Object> presence() {
        return devices.events(Streams.device(SN)).stream()
                .filter(event -> event instanceof DeviceSeen || event instanceof DeviceWentOffline)
                .toList();
    }

    private <T> List<T> events(Class<T> type) {
        return devices.events(Streams.device(SN)).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
