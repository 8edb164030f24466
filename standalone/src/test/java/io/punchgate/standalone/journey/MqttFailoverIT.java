package io.punchgate.standalone.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.punchgate.command.gateway.broker.LocalBroker;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.standalone.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two command sides share what a broker has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MqttFailoverIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int DEVICES = 10;
    private static final int PUNCHES = 400;
    private static final int KILLED_AFTER = 150;

    private final Path folder;
    private final LocalBroker broker = new LocalBroker();
    private final PunchgateProcess victim;
    private final Installation installation;

    MqttFailoverIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        String database = TestDatabase.freshUrl();
        Map<String, String> consumer = Map.of(
                "SPRING_DATASOURCE_URL", database, "PUNCHGATE_MQTT_URL", broker.url(), "PUNCHGATE_MQTT_FACE", "true");
        PunchgateProcess survivor = process(Installation.COMMAND_SIDE, "survivor", consumer);
        victim = process(Installation.COMMAND_SIDE, "victim", consumer);
        installation = new Installation(List.of(
                survivor,
                victim,
                process(Installation.QUERY_SIDE, "reader", Map.of("SPRING_DATASOURCE_URL", database))));
    }

    @BeforeAll
    void start() {
        installation.start();
    }

    @AfterAll
    void stop() {
        installation.close();
        broker.close();
    }

    @Test
    void givenTwoInstancesThatShareABroker_whenOneIsKilledUnderLoad_thenEachPunchIsThereOnce() throws IOException {
        play(installation, victim, broker.port());
    }

    @Test
    void givenAnyTexts_whenAFaceTerminalPublishesThem_thenItsNextRecordIsStoredAndNothingIsSetAside()
            throws IOException {
        Company.register(installation, "faces");
        Http.Answer registered = installation.administer("POST", "devices", """
                {"sn":"FACE-1","customer_id":"faces","label":"Main Gate","time_zone":"UTC",\
                "transport_auth":{"mqtt_face":"serial"}}""");
        assertThat(registered.status()).isEqualTo(201);
        try (FaceTerminal terminal = new FaceTerminal("FACE-1", broker.port())) {
            Texts.of(2).forEach(terminal::say);
        }
        await().atMost(SOON)
                .until(() -> installation
                        .observe("devices/FACE-1/rejected")
                        .json()
                        .get("data")
                        .valueStream()
                        .anyMatch(each -> each.get("transport").asString().equals("mqtt-face")));
        for (PunchgateProcess each : installation.processes()) {
            await().atMost(SOON).until(() -> new Http().isReady(each.uri()));
        }
        assertThat(installation.observe("dead-letters").json().get("data")).isEmpty();
    }

    private static void play(Installation installation, PunchgateProcess victim, int brokerPort) throws IOException {
        Company company = Company.register(installation, "failover");
        List<Mqtt5AsyncClient> devices = new ArrayList<>();
        for (int i = 0; i < DEVICES; i++) {
            company.device("FAILOVER-" + i);
            Mqtt5AsyncClient device = Mqtt5Client.builder()
                    .identifier("FAILOVER-" + i)
                    .serverHost("127.0.0.1")
                    .serverPort(brokerPort)
                    .buildAsync();
            device.connect().join();
            devices.add(device);
        }
        CompletableFuture<Void> first = publish(devices, 0, KILLED_AFTER);
        // Once some are stored, most are still on their way, in either instance.
        await().atMost(SOON).until(() -> !stored(company, "FAILOVER-0").isEmpty());
        victim.kill();
        first.join();
        publish(devices, KILLED_AFTER, PUNCHES).join();
        victim.start();

        List<String> all =
                IntStream.range(0, PUNCHES).mapToObj(user -> "u" + user).toList();
        for (int i = 0; i < DEVICES; i++) {
            String sn = "FAILOVER-" + i;
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(stored(company, sn)).hasSameSizeAs(all));
            assertThat(stored(company, sn)).containsExactlyInAnyOrderElementsOf(all);
        }
        devices.forEach(device -> device.disconnect().join());
    }

    /** All at once; done when the broker has them all. */
    private static CompletableFuture<Void> publish(List<Mqtt5AsyncClient> devices, int from, int until) {
        List<CompletableFuture<?>> published = new ArrayList<>();
        for (int user = from; user < until; user++) {
            for (int i = 0; i < devices.size(); i++) {
                published.add(devices.get(i)
                        .publishWith()
                        .topic("api/mqtt/v1/FAILOVER-" + i + "/evt")
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(Load.punchOf("u" + user).getBytes(UTF_8))
                        .send());
            }
        }
        return CompletableFuture.allOf(published.toArray(CompletableFuture[]::new));
    }

    private static List<String> stored(Company company, String sn) {
        List<String> users = new ArrayList<>();
        try {
            company.read("punches?limit=1000&sn=" + sn)
                    .get("data")
                    .forEach(punch -> users.add(punch.get("user_id").asString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return users;
    }

    private PunchgateProcess process(Path jar, String name, Map<String, String> environment) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        return new PunchgateProcess(UnpackedJar.of(jar), own, environment);
    }
}
