package io.punchgate.command.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.DeviceWentOffline;
import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.command.gateway.broker.BrokerAddress;
import io.punchgate.command.gateway.broker.LocalBroker;
import io.punchgate.runtime.OneByOne;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
class MqttDeparturesTest {

    private static final AtomicInteger TESTS = new AtomicInteger();
    private static final Duration WAIT_MAX = Duration.ofSeconds(40);

    @SuppressWarnings("NullAway.Init")
    private static LocalBroker broker;

    /** One a test: the broker keeps what a session of the test before did not acknowledge. */
    private final String sn = "D" + TESTS.incrementAndGet();

    private final String st = "api/mqtt/v1/" + sn + "/st";
    private final DevicesInMemory devices = new DevicesInMemory();
    private final List<MqttLink> links = new CopyOnWriteArrayList<>();
    private final MqttParts parts = new MqttParts(devices.commands(), Clock.systemUTC(), links);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

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
        startConsumer(parts);
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

    private void startConsumer(MqttParts parts) {
        MqttConsumer started = new MqttConsumer(
                BrokerAddress.parse(broker.url()).orElseThrow(),
                parts.hookToken,
                new ClientIdentity(data),
                parts.messages());
        links.add(started);
        started.start();
        await().atMost(WAIT_MAX).until(started::isServing);
    }

    @Test
    void givenPresence_whenOfflineIsPublished_thenOfflineUnlessHeardOfAgain() {
        publish(st, "{\"online\":true}");
        await().atMost(WAIT_MAX)
                .untilAsserted(() -> assertThat(events(DeviceSeen.class)).isNotEmpty());
        publish(st, "{\"online\":false}");
        publish(st, "{\"online\":true}");
        await().pollDelay(Departures.SIGN_WAIT.plusMillis(500)).atMost(WAIT_MAX).until(() -> true);
        assertThat(events(DeviceWentOffline.class)).isEmpty();
        publish(st, "{\"online\":false}");
        await().atMost(WAIT_MAX)
                .untilAsserted(() -> assertThat(events(DeviceWentOffline.class)).hasSize(1));
    }

    @Test
    void givenADeviceThatHasJustCome_whenItIsGone_thenOfflineWithinTenSeconds() {
        publish(st, "{\"online\":true}");
        publish(st, "{\"online\":false}");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(events(DeviceWentOffline.class)).hasSize(1));
    }

    @Test
    void givenTwoInstances_whenSessionsAreReplaced_thenTheirLastWillsDoNotMarkTheDeviceOffline() {
        try (MqttParts others = new MqttParts(devices.commands(), Clock.systemUTC(), links)) {
            startConsumer(others);
            device.disconnect();
            for (int sessions = 1; sessions <= 6; sessions++) {
                Mqtt5BlockingClient next = deviceWithWill();
                next.connect();
                next.publishWith()
                        .topic(st)
                        .payload("{\"online\":true}".getBytes(UTF_8))
                        .send();
            }
            await().pollDelay(Departures.SIGN_WAIT.plusSeconds(1))
                    .atMost(WAIT_MAX)
                    .until(() -> true);
            assertThat(events(DeviceSeen.class)).isNotEmpty();
            assertThat(events(DeviceWentOffline.class)).isEmpty();
        }
    }

    @Test
    void givenTwoInstances_whenOneHearsOfTheNewSessionAndTheOtherOfTheEndOfTheOld_thenNotOffline() {
        try (MqttParts others = new MqttParts(devices.commands(), Clock.systemUTC(), links)) {
            byte[] online = "{\"online\":true}".getBytes(UTF_8);
            byte[] offline = "{\"online\":false}".getBytes(UTF_8);
            parts.messages().receive(st, online, false).join();
            await().pollDelay(Duration.ofMillis(300)).atMost(WAIT_MAX).until(() -> true);
            others.messages().receive(st, offline, false).join();
            parts.messages().receive(st, online, false).join();
            others.messages().receive(st, offline, false).join();
            await().pollDelay(Departures.SIGN_WAIT.plusSeconds(1))
                    .atMost(WAIT_MAX)
                    .until(() -> true);
            assertThat(events(DeviceWentOffline.class)).isEmpty();
        }
    }

    private Mqtt5BlockingClient deviceWithWill() {
        return Mqtt5Client.builder()
                .identifier(sn)
                .serverHost("localhost")
                .serverPort(broker.port())
                .willPublish()
                .topic(st)
                .payload("{\"online\":false}".getBytes(UTF_8))
                .applyWillPublish()
                .buildBlocking();
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
