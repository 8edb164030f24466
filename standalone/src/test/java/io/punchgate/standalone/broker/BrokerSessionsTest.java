package io.punchgate.standalone.broker;

import static io.punchgate.standalone.broker.BrokerUnderTest.publish;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceCommand.QueueInstruction;
import io.punchgate.api.device.DeviceEvent.DeviceWentOffline;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.command.gateway.broker.LocalBroker;
import io.punchgate.runtime.OneByOne;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Sessions that outlive their connections, and many messages over one connection. */
@OneByOne
@ResourceLock(LocalBroker.ONE_A_PROCESS)
class BrokerSessionsTest {

    private static final String SN = "SN7A2300583";
    private static final String TOKEN = "token-1";
    private static final String EVT = "api/mqtt/v1/" + SN + "/evt";
    private static final String CMD = "api/mqtt/v1/" + SN + "/cmd";
    private static final String PUNCH = "{\"user_id\":\"%d\",\"att_time\":\"2026-06-21 09:30:00\",\"att_state\":1}";
    private static final Duration WAIT_MAX = Duration.ofSeconds(40);

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
    void givenManyMessagesAhead_whenPublished_thenAllStoredInOrder() throws Exception {
        Mqtt5BlockingClient device = broker.device(SN, TOKEN);
        device.connect();
        List<CompletableFuture<Mqtt5PublishResult>> results = new ArrayList<>();
        for (int user = 0; user < 500; user++) {
            results.add(publish(device, EVT, PUNCH.formatted(user)));
        }
        for (CompletableFuture<Mqtt5PublishResult> result : results) {
            assertThat(result.get(10, TimeUnit.SECONDS).getError()).isEmpty();
        }
        assertThat(events(SN, PunchRecorded.class))
                .extracting(PunchRecorded::userId)
                .containsExactlyElementsOf(
                        IntStream.range(0, 500).mapToObj(Integer::toString).toList());
    }

    @Test
    void givenUnacknowledgedInstruction_whenBackWithCleanSession_thenPublishedAgain() throws Exception {
        Mqtt5BlockingClient device = broker.device(SN, TOKEN);
        device.connect();
        try (var commands = device.publishes(MqttGlobalPublishFilter.ALL, true)) {
            device.subscribeWith().topicFilter(CMD).qos(MqttQos.AT_MOST_ONCE).send();
            command("c1");
            assertThat(commands.receive(5, TimeUnit.SECONDS)).isPresent();
        }
        Mqtt5BlockingClient again = broker.device(SN, TOKEN);
        assertThat(again.connect().isSessionPresent()).isFalse();
        try (var commands = again.publishes(MqttGlobalPublishFilter.ALL)) {
            again.subscribeWith().topicFilter(CMD).qos(MqttQos.AT_LEAST_ONCE).send();
            assertThat(commands.receive(5, TimeUnit.SECONDS).orElseThrow().getPayloadAsBytes())
                    .asString(UTF_8)
                    .contains("\"id\":\"c1\"");
        }
    }

    @Test
    void givenEarlierSession_whenBack_thenListensWithoutSubscribing() throws Exception {
        Mqtt3AsyncClient device = broker.oldDevice(SN, TOKEN);
        device.connectWith().cleanSession(false).send().get(5, TimeUnit.SECONDS);
        device.subscribeWith()
                .topicFilter(CMD)
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .get(5, TimeUnit.SECONDS);
        device.disconnect().get(5, TimeUnit.SECONDS);
        await().atMost(WAIT_MAX).until(() -> !broker.broker.reaches(SN));
        List<String> received = new CopyOnWriteArrayList<>();
        device.publishes(
                MqttGlobalPublishFilter.ALL, publish -> received.add(new String(publish.getPayloadAsBytes(), UTF_8)));
        device.connectWith().cleanSession(false).send().get(5, TimeUnit.SECONDS);
        await().atMost(WAIT_MAX).until(() -> broker.broker.reaches(SN));
        command("c2");
        await().atMost(WAIT_MAX).untilAsserted(() -> assertThat(received).hasSize(1));
    }

    /** The new connection says nothing, which a departure would otherwise wait for. */
    @Test
    void givenReplacedOldDevice_whenTheNewOneIsSilent_thenNotOffline() throws Exception {
        punch(connectWithWill(SN), SN);
        connectWithWill(SN);
        Mqtt3AsyncClient other = connectWithWill("OTHER");
        punch(other, "OTHER");
        publishUnowned(other);
        await().atMost(WAIT_MAX)
                .untilAsserted(() ->
                        assertThat(events("OTHER", DeviceWentOffline.class)).hasSize(1));
        assertThat(events(SN, DeviceWentOffline.class)).isEmpty();
    }

    /** Over MQTT 3.1.1 a topic of another device costs the connection. */
    private static void publishUnowned(Mqtt3AsyncClient device) {
        var unused = device.publishWith().topic(EVT).qos(MqttQos.AT_LEAST_ONCE).send();
    }

    private Mqtt3AsyncClient connectWithWill(String sn) throws Exception {
        Mqtt3AsyncClient device = broker.oldDevice(sn, TOKEN);
        device.connectWith()
                .willPublish()
                .topic("api/mqtt/v1/" + sn + "/st")
                .payload("{\"online\":false}".getBytes(UTF_8))
                .retain(true)
                .applyWillPublish()
                .send()
                .get(5, TimeUnit.SECONDS);
        return device;
    }

    private static void punch(Mqtt3AsyncClient device, String sn) throws Exception {
        device.publishWith()
                .topic("api/mqtt/v1/" + sn + "/evt")
                .payload(PUNCH.formatted(1).getBytes(UTF_8))
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .get(5, TimeUnit.SECONDS);
    }

    private void command(String id) {
        devices.commands().sendAndWait(new QueueInstruction(SN, id, "reboot", "{}", Instant.EPOCH));
        broker.parts().commands().instructionWaiting(SN);
    }

    private <T> List<T> events(String sn, Class<T> type) {
        return devices.events(Streams.device(sn)).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
