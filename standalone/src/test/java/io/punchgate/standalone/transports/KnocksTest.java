package io.punchgate.standalone.transports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import io.punchgate.command.gateway.broker.LocalBroker;
import io.punchgate.runtime.OneByOne;
import io.punchgate.standalone.stage.Gate;
import io.punchgate.standalone.stage.Lines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

@OneByOne
@ResourceLock(LocalBroker.ONE_A_PROCESS)
class KnocksTest {

    private static final String KNOWN = "SN-KNOWN";
    private static final String NOBODY = "SN-NOBODY";
    private static final String SECRET = "canarySecret0123456789";
    private static final String UNKNOWN = "unknown serial number";

    @Test
    void givenCallersThatAreNoDevices_whenTheyCallByAnyTransport_thenOperatorsReadWhoAndWhyAndNoSecret(
            @TempDir Path data) throws IOException {
        try (Gate gate = new Gate(data)) {
            gate.admin("POST", "customers", "{\"id\":\"acme\",\"name\":\"Acme\"}");
            gate.admin(
                    "POST",
                    "devices",
                    "{\"sn\":\"" + KNOWN + "\",\"customer_id\":\"acme\",\"label\":\"Gate\",\"time_zone\":\"UTC\"}");
            callOverHttp(gate);
            callOverSockets(gate);
            await().until(() -> knocks(gate).contains("anviz SN-NOBODY 1: " + UNKNOWN));

            assertThat(knocks(gate))
                    .containsExactlyInAnyOrder(
                            "http SN-KNOWN 2: wrong auth-token",
                            "http SN-NOBODY 1: " + UNKNOWN,
                            "http  1: no serial number, or no secret, that a device could have",
                            "adms SN-KNOWN 1: wrong path, or a path does not open this transport to the device",
                            "adms SN-NOBODY 1: " + UNKNOWN,
                            "isapi SN-KNOWN 1: wrong path, or a path does not open this transport to the device",
                            "tcp SN-KNOWN 1: wrong auth-token",
                            "tcp SN-NOBODY 1: " + UNKNOWN,
                            "mqtt SN-KNOWN 1: wrong auth-token",
                            "aiface SN-KNOWN 1: the serial number alone does not admit the device, or not from there",
                            "anviz SN-NOBODY 1: " + UNKNOWN);
            JsonNode answer = gate.admin("GET", "knocks", "");
            assertThat(answer.path("data")
                            .valueStream()
                            .map(row -> row.path("last_at").stringValue()))
                    .isSortedAccordingTo((one, other) -> Instant.parse(other).compareTo(Instant.parse(one)));
            assertThat(answer.path("data").get(0).path("address").stringValue()).isEqualTo("127.0.0.1");
            assertThat(answer.toString()).doesNotContain(SECRET);
            assertThat(gate.rows()).noneMatch(row -> row.contains(SECRET));
        }
    }

    private static void callOverHttp(Gate gate) {
        String heartbeat = "/api/attendance/v1/heartbeat";
        for (int n = 0; n < 2; n++) {
            gate.text("POST", heartbeat, "", "sn", KNOWN, "auth-token", SECRET);
        }
        gate.text("POST", heartbeat, "", "sn", NOBODY, "auth-token", SECRET);
        gate.text("POST", heartbeat, "");
        String own = "/d/" + SECRET;
        gate.text("GET", own + "/iclock/getrequest?SN=" + KNOWN, "");
        gate.text(
                "POST",
                "/iclock/cdata?SN=" + NOBODY + "&table=ATTLOG",
                "1\t2026-06-21 09:30:00\n2\t2026-06-21 09:31:00\n");
        gate.text("POST", own + "/isapi/" + KNOWN, "{}");
        gate.text(
                "POST",
                "http://127.0.0.1:" + gate.aifacePort + "/pub/api",
                "{\"cmd\":\"reg\",\"sn\":\"" + KNOWN + "\"}");
    }

    private static void callOverSockets(Gate gate) throws IOException {
        for (String sn : List.of(KNOWN, NOBODY)) {
            try (Lines lines = new Lines(gate.tcpPort)) {
                assertThat(lines.ask("{\"op\":\"auth\",\"sn\":\"" + sn + "\",\"token\":\"" + SECRET + "\"}"))
                        .contains("unauthorized");
            }
        }
        var client = Mqtt5Client.builder()
                .identifier(KNOWN)
                .serverHost("127.0.0.1")
                .serverPort(gate.mqttPort)
                .simpleAuth()
                .username(KNOWN)
                .password(SECRET.getBytes(UTF_8))
                .applySimpleAuth()
                .buildBlocking();
        assertThatThrownBy(client::connect).isInstanceOf(Mqtt5ConnAckException.class);
        new AnvizWire(gate.anvizPort, NOBODY).close();
    }

    private static List<String> knocks(Gate gate) {
        return gate.admin("GET", "knocks", "")
                .path("data")
                .valueStream()
                .map(row -> "%s %s %d: %s"
                        .formatted(
                                row.path("transport").stringValue(),
                                row.path("sn").stringValue(),
                                row.path("count").longValue(),
                                row.path("reason").stringValue()))
                .toList();
    }
}
