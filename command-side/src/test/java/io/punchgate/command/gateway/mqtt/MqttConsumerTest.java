package io.punchgate.command.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceCommand.QueueInstruction;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.command.gateway.broker.BrokerAddress;
import io.punchgate.command.gateway.broker.LocalBroker;
import io.punchgate.runtime.OneByOne;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Against a real broker. */
@OneByOne
@ResourceLock(LocalBroker.ONE_A_PROCESS)
class MqttConsumerTest {

    private static final AtomicInteger TESTS = new AtomicInteger();
    private static final String PUNCH = "{\"user_id\":\"%s\",\"att_time\":\"2026-06-21 09:30:00\",\"att_state\":1}";
    private static final Duration WAIT_MAX = Duration.ofSeconds(40);

    @SuppressWarnings("NullAway.Init")
    private static LocalBroker broker;

    /** One a test: the broker keeps what a session of the test before did not acknowledge. */
    private final String sn = "SN" + TESTS.incrementAndGet();

    private final String evt = "api/mqtt/v1/" + sn + "/evt";
    private final String st = "api/mqtt/v1/" + sn + "/st";
    private final DevicesInMemory devices = new DevicesInMemory();
    private final List<MqttLink> links = new CopyOnWriteArrayList<>();
    private final MqttParts parts = new MqttParts(devices.commands(), Clock.systemUTC(), links);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @SuppressWarnings("NullAway.Init")
    private MqttConsumer consumer;

    @SuppressWarnings("NullAway.Init")
    private Mqtt5BlockingClient device;

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
        devices.register(sn, "token-1", 180, true);
        consumer = startConsumer();
        device = Mqtt5Client.builder()
                .identifier(sn)
                .serverHost("localhost")
                .serverPort(broker.port())
                .buildBlocking();
        device.connect();
    }

    @AfterEach
    void stop() {
        links.forEach(link -> ((MqttConsumer) link).stop());
        parts.close();
        devices.close();
    }

    private MqttConsumer startConsumer() {
        MqttConsumer started = new MqttConsumer(
                BrokerAddress.parse(broker.url()).orElseThrow(),
                parts.hookToken,
                new ClientIdentity(data),
                parts.messages());
        links.add(started);
        started.start();
        await().atMost(WAIT_MAX).until(started::isServing);
        return started;
    }

    @Test
    void givenPunchTwice_whenPublished_thenStoredOnceByEitherInstance() {
        startConsumer();
        publish(evt, PUNCH.formatted("1"));
        publish(evt, PUNCH.formatted("1"));
        publish(evt, PUNCH.formatted("2"));
        await().atMost(WAIT_MAX)
                .untilAsserted(() -> assertThat(events(PunchRecorded.class))
                        .extracting(PunchRecorded::userId)
                        .containsExactlyInAnyOrder("1", "2"));
    }

    @Test
    void givenUnreadablePayload_whenPublished_thenKeptAndOthersGoOn() {
        publish(evt, "nonsense");
        publish("api/mqtt/v1/NOBODY/evt", PUNCH.formatted("1"));
        publish(evt, PUNCH.formatted("2"));
        await().atMost(WAIT_MAX)
                .untilAsserted(() -> assertThat(events(PunchRecorded.class)).hasSize(1));
        assertThat(events(ReportRejected.class))
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.raw()).isEqualTo("nonsense"));
    }

    @Test
    void givenStoreThatFails_whenConsumerIsReplaced_thenMessageComesAgain() {
        publish(evt, PUNCH.formatted("1"));
        await().atMost(WAIT_MAX)
                .untilAsserted(() -> assertThat(events(PunchRecorded.class)).hasSize(1));
        devices.fail(true);
        publish(evt, PUNCH.formatted("2"));
        consumer.stop();
        publish(evt, PUNCH.formatted("3"));
        devices.fail(false);
        startConsumer();
        await().atMost(WAIT_MAX)
                .untilAsserted(() -> assertThat(events(PunchRecorded.class))
                        .extracting(PunchRecorded::userId)
                        .containsExactlyInAnyOrder("1", "2", "3"));
    }

    @Test
    void givenBrokerThatForgotEverything_whenItIsBack_thenWhatComesIsStored() {
        publish(evt, PUNCH.formatted("1"));
        broker.restart(() -> !consumer.isServing());
        await().atMost(WAIT_MAX).until(consumer::isServing);
        device.connect();
        publish(evt, PUNCH.formatted("2"));
        await().atMost(WAIT_MAX)
                .untilAsserted(() -> assertThat(events(PunchRecorded.class))
                        .extracting(PunchRecorded::userId)
                        .containsExactly("1", "2"));
    }

    @Test
    void givenInstruction_whenTheDeviceIsHeardOf_thenPublished() throws Exception {
        devices.commands().sendAndWait(new QueueInstruction(sn, "c1", "reboot", "{}", Instant.EPOCH));
        try (var commands = device.publishes(MqttGlobalPublishFilter.ALL)) {
            device.subscribeWith().topicFilter("api/mqtt/v1/" + sn + "/cmd").send();
            publish(st, "{\"online\":true}");
            assertThat(new String(
                            commands.receive(10, TimeUnit.SECONDS).orElseThrow().getPayloadAsBytes(), UTF_8))
                    .isEqualTo("{\"id\":\"c1\",\"op\":\"reboot\",\"data\":{}}");
        }
    }

    private void publish(String topic, String payload) {
        device.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload.getBytes(UTF_8))
                .send();
    }

    private <T> List<T> events(Class<T> type) {
        return devices.events(Streams.device(sn)).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
