package io.punchgate.command.gateway.mqttface;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceEvent.DeviceWentOffline;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.command.gateway.Inboxes;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.RowStore;
import io.punchgate.command.gateway.broker.BrokerAddress;
import io.punchgate.command.gateway.broker.LocalBroker;
import io.punchgate.runtime.OneByOne;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A terminal of MQTT 3.1.1 and the consumer, at a real broker. */
@OneByOne
@ResourceLock(LocalBroker.ONE_A_PROCESS)
class MqttFaceConsumerTest {

    private static final String ID = "1026700";
    private static final String ACK =
            "{\"operator\":\"PushAck\",\"messageId\":\"record-389\",\"info\":{\"PushAckType\":2,\"SnapOrRecordID\":389}}";
    private static final Duration SILENCE = Duration.ofMillis(700);
    private static final Duration RECONNECT_WAIT_MAX = Duration.ofSeconds(30);
    private static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(10);

    @SuppressWarnings("NullAway.Init")
    private static LocalBroker broker;

    private final DevicesInMemory devices = new DevicesInMemory();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private MqttFaceConsumer consumer;
    private Mqtt3AsyncClient terminal;

    @SuppressWarnings("NullAway.Init")
    MqttFaceConsumerTest() {}

    @BeforeAll
    static void startBroker() {
        broker = new LocalBroker();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() {
        Clock clock = Clock.fixed(Instant.parse("2026-06-21T04:00:01Z"), ZoneOffset.UTC);
        ReportInbox inbox = Inboxes.before(devices.commands(), clock);
        consumer = new MqttFaceConsumer(
                BrokerAddress.parse(broker.url()).orElseThrow(), new MqttFaceCalls(inbox, new RowStore(inbox), clock));
        consumer.start();
        terminal = Mqtt3Client.builder()
                .serverHost("127.0.0.1")
                .serverPort(broker.port())
                .buildAsync();
        connectTerminal();
        devices.register(ID, "token-1", 180, true);
        Awaitility.await().until(consumer::isServing);
    }

    private void connectTerminal() {
        terminal.publishes(
                MqttGlobalPublishFilter.ALL, answer -> heard.add(new String(answer.getPayloadAsBytes(), UTF_8)));
        terminal.connect().join();
        terminal.subscribeWith().topicFilter("mqtt/face/" + ID).send().join();
    }

    @AfterEach
    void stop() {
        terminal.disconnect().join();
        consumer.stop();
        devices.close();
    }

    private void say(String topic, String payload) {
        terminal.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_MOST_ONCE)
                .payload(payload.getBytes(UTF_8))
                .send()
                .join();
    }

    private @Nullable String hear(Duration wait) throws InterruptedException {
        return heard.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private <E> List<E> events(Class<E> kind) {
        return devices.events(Streams.device(ID)).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** The keys of a message have no order. */
    private static void assertAcknowledged(@Nullable String answer) {
        assertThat(answer).isNotNull().contains("\"PushAck\"", "\"SnapOrRecordID\":389", "\"PushAckType\":2");
        assertThat(String.valueOf(answer)).hasSameSizeAs(ACK);
    }

    @Test
    void givenRecord_whenPublishedTwice_thenAcknowledgedTwiceAndStoredOnce() throws InterruptedException {
        say("mqtt/face/" + ID + "/Rec", MqttFaceFrameDecoderTest.REC);
        assertAcknowledged(hear(ANSWER_WAIT_MAX));
        say("mqtt/face/" + ID + "/Rec", MqttFaceFrameDecoderTest.REC);
        assertAcknowledged(hear(ANSWER_WAIT_MAX));
        assertThat(events(PunchRecorded.class)).hasSize(1);
        assertThat(events(PunchRecorded.class).getFirst().transport()).isEqualTo("mqtt-face");
    }

    @Test
    void givenStoreThatFails_whenPublished_thenNoAcknowledgementUntilItComesAgain() throws InterruptedException {
        devices.fail(true);
        say("mqtt/face/" + ID + "/Rec", MqttFaceFrameDecoderTest.REC);
        assertThat(hear(SILENCE)).isNull();
        devices.fail(false);
        say("mqtt/face/" + ID + "/Rec", MqttFaceFrameDecoderTest.REC);
        assertAcknowledged(hear(ANSWER_WAIT_MAX));
    }

    @Test
    void givenStrangerOrJunk_whenPublished_thenNothingAndOthersAreServed() throws InterruptedException {
        say("mqtt/face/" + ID + "/Rec", "{\"operator\":");
        say("mqtt/face/NOBODY/Rec", MqttFaceFrameDecoderTest.REC);
        assertThat(hear(SILENCE)).isNull();
        say("mqtt/face/" + ID + "/Rec", MqttFaceFrameDecoderTest.REC);
        assertAcknowledged(hear(ANSWER_WAIT_MAX));
    }

    @Test
    void givenOnlineAndLastWill_whenPublished_thenAcknowledgedAndGone() throws InterruptedException {
        say("mqtt/face/basic", "{\"operator\":\"Online\",\"info\":{\"facesluiceId\":\"" + ID + "\"}}");
        assertThat(hear(ANSWER_WAIT_MAX)).contains("Online-Ack");
        say("mqtt/face/basic", "{\"operator\":\"Offline\",\"info\":{\"facesluiceId\":\"" + ID + "\"}}");
        Awaitility.await()
                .untilAsserted(() -> assertThat(events(DeviceWentOffline.class)).hasSize(1));
    }

    @Test
    void givenBrokerThatForgotEverything_whenItIsBack_thenEachRecordIsAcknowledgedOnce() throws InterruptedException {
        broker.restart(() -> !consumer.isServing());
        Awaitility.await().atMost(RECONNECT_WAIT_MAX).until(consumer::isServing);
        connectTerminal();
        say("mqtt/face/" + ID + "/Rec", MqttFaceFrameDecoderTest.REC);
        assertAcknowledged(hear(ANSWER_WAIT_MAX));
        assertThat(hear(SILENCE)).isNull();
    }
}
