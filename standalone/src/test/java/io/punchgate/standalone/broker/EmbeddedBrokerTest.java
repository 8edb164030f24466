package io.punchgate.standalone.broker;

import static io.punchgate.standalone.broker.BrokerUnderTest.publish;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceCommand.QueueInstruction;
import io.punchgate.api.device.DeviceEvent.DeviceWentOffline;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import io.punchgate.api.device.InstructionEvent.InstructionAnswered;
import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.command.gateway.broker.LocalBroker;
import io.punchgate.runtime.OneByOne;
import io.punchgate.runtime.start.StartRefused;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@OneByOne
@ResourceLock(LocalBroker.ONE_A_PROCESS)
class EmbeddedBrokerTest {

    private static final String SN = "SN7A2300583";
    private static final String TOKEN = "token-1";
    private static final String EVT = "api/mqtt/v1/" + SN + "/evt";
    private static final String ST = "api/mqtt/v1/" + SN + "/st";
    private static final String CMD = "api/mqtt/v1/" + SN + "/cmd";
    private static final String PUNCH = "{\"user_id\":\"%s\",\"att_time\":\"2026-06-21 09:30:00\",\"att_state\":1}";
    private static final Duration DEPARTURE_WAIT_MAX = Duration.ofSeconds(10);

    private final DevicesInMemory devices = new DevicesInMemory();
    private final BrokerUnderTest broker = new BrokerUnderTest(devices.commands());

    @BeforeEach
    void register() {
        devices.register(SN, TOKEN, 180, true);
        devices.register("OTHER", TOKEN, 180, true);
    }

    @AfterEach
    void stop() {
        broker.close();
        devices.close();
    }

    @Test
    void givenWrongToken_whenConnecting_thenRefused() {
        assertThatExceptionOfType(Mqtt5ConnAckException.class)
                .isThrownBy(() -> broker.device(SN, "wrong").connect())
                .satisfies(refused -> assertThat(refused.getMqttMessage().getReasonCode())
                        .isEqualTo(Mqtt5ConnAckReasonCode.BAD_USER_NAME_OR_PASSWORD));
        assertThatExceptionOfType(Mqtt5ConnAckException.class)
                .isThrownBy(() -> broker.device("NOBODY", TOKEN).connect());
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> broker.oldDevice(SN, "wrong").connect().get(5, TimeUnit.SECONDS));
    }

    @Test
    void givenForeignTopics_whenUsed_thenRefused() {
        Mqtt5BlockingClient device = connected();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> publish(device, "api/mqtt/v1/OTHER/evt", PUNCH.formatted("1"))
                        .get(5, TimeUnit.SECONDS))
                .withCauseInstanceOf(Mqtt5PubAckException.class);
        assertThatExceptionOfType(Mqtt5SubAckException.class)
                .isThrownBy(() -> device.subscribeWith()
                        .topicFilter("api/mqtt/v1/OTHER/cmd")
                        .send());
        assertThat(events("OTHER", PunchRecorded.class)).isEmpty();
        assertThat(device.getState().isConnected()).isTrue();
    }

    @Test
    void givenArrayOverOldMqtt_whenPublishedExactlyOnce_thenGoodRowsStoredAndBadOnesKept() throws Exception {
        Mqtt3AsyncClient device = broker.oldDevice(SN, TOKEN);
        device.connect().get(5, TimeUnit.SECONDS);
        device.publishWith()
                .topic(EVT)
                .qos(MqttQos.EXACTLY_ONCE)
                .payload(("[" + PUNCH.formatted("1") + ",7," + PUNCH.formatted("2") + "]").getBytes(UTF_8))
                .send()
                .get(5, TimeUnit.SECONDS);
        assertThat(events(SN, PunchRecorded.class))
                .extracting(PunchRecorded::userId)
                .containsExactly("1", "2");
        assertThat(events(SN, ReportRejected.class))
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.raw()).isEqualTo("7"));
    }

    @Test
    void givenLostConnection_whenWillIsPublished_thenOffline() throws Exception {
        Mqtt5BlockingClient device = connected();
        publish(device, EVT, PUNCH.formatted("1")).get(5, TimeUnit.SECONDS);
        device.disconnectWith()
                .reasonCode(Mqtt5DisconnectReasonCode.DISCONNECT_WITH_WILL_MESSAGE)
                .send();
        await().atMost(DEPARTURE_WAIT_MAX)
                .untilAsserted(
                        () -> assertThat(events(SN, DeviceWentOffline.class)).hasSize(1));
    }

    @Test
    void givenReplacedConnection_whenItsWillWouldCome_thenNotOffline() throws Exception {
        connected();
        Mqtt5BlockingClient again = connected();
        publish(again, ST, "{\"online\":true}").get(5, TimeUnit.SECONDS);
        connectedAs("OTHER")
                .disconnectWith()
                .reasonCode(Mqtt5DisconnectReasonCode.DISCONNECT_WITH_WILL_MESSAGE)
                .send();
        await().atMost(DEPARTURE_WAIT_MAX)
                .untilAsserted(() ->
                        assertThat(events("OTHER", DeviceWentOffline.class)).hasSize(1));
        assertThat(events(SN, DeviceWentOffline.class)).isEmpty();
        assertThat(again.getState().isConnected()).isTrue();
    }

    @Test
    void givenInstruction_whenQueued_thenPublishedAndAnswered() throws Exception {
        Mqtt5BlockingClient device = connected();
        try (var commands = device.publishes(MqttGlobalPublishFilter.ALL)) {
            device.subscribeWith().topicFilter(CMD).qos(MqttQos.AT_LEAST_ONCE).send();
            devices.commands().sendAndWait(new QueueInstruction(SN, "c1", "reboot", "{\"in\":5}", Instant.EPOCH));
            broker.parts().commands().instructionWaiting(SN);
            Mqtt5Publish command = commands.receive(5, TimeUnit.SECONDS).orElseThrow();
            assertThat(new String(command.getPayloadAsBytes(), UTF_8))
                    .isEqualTo("{\"id\":\"c1\",\"op\":\"reboot\",\"data\":{\"in\":5}}");
        }
        publish(device, "api/mqtt/v1/" + SN + "/res", "{\"id\":\"c1\",\"ok\":true,\"result\":\"fine\"}")
                .get(5, TimeUnit.SECONDS);
        assertThat(events(SN, InstructionAnswered.class))
                .singleElement()
                .satisfies(answered -> assertThat(answered.result()).isEqualTo("fine"));
    }

    @Test
    void givenPortInUse_whenStarted_thenToldWhichOne() throws Exception {
        int port = broker.broker.port();
        EmbeddedBroker second = broker.on(port, null);
        second.afterPropertiesSet();
        try (Socket client = new Socket("localhost", port)) {
            assertThat(client.isConnected()).isTrue();
            assertThatExceptionOfType(StartRefused.class)
                    .isThrownBy(second::start)
                    .withMessageContaining("port " + port);
        }
    }

    @Test
    void givenASessionThatIsToBeCheckedInAnHour_whenStopped_thenNothingWaitsForThat() {
        broker.broker.checkAfter(SN, Duration.ofHours(1));

        assertThat(CompletableFuture.runAsync(broker.broker::stop, Thread.ofPlatform()::start))
                .succeedsWithin(Duration.ofSeconds(8));
    }

    private Mqtt5BlockingClient connected() {
        return connectedAs(SN);
    }

    private Mqtt5BlockingClient connectedAs(String sn) {
        Mqtt5BlockingClient device = broker.device(sn, TOKEN);
        device.connect();
        return device;
    }

    private <T> List<T> events(String sn, Class<T> type) {
        return devices.events(Streams.device(sn)).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
