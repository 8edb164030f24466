package io.punchgate.standalone.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.punchgate.standalone.stage.Gate;
import io.punchgate.standalone.stage.Lines;
import io.punchgate.standalone.text.Texts.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;

/** A device that sends texts over its sockets. */
final class Sockets {

    private static final String SN = "SN-TEXT";
    private static final int MQTT_TEXT_BYTES_MAX = 65_535;
    private static final int MQTT_PAYLOAD_BYTES_MAX = 1_000_000;
    private static final int READ_WAIT_MAX_MILLIS = 5_000;

    private static final List<String> PAYLOADS = List.of(
            "{\"user_id\":\"%J\",\"att_time\":\"2026-06-21 09:30:00\"}",
            "{\"user_id\":\"1\",\"att_time\":\"%J\",\"att_state\":\"%J\"}",
            "{\"user_id\":\"1\",\"att_time\":\"2026-06-21 09:30:00\",\"att_state\":\"%J\",\"input_type\":\"%J\"}",
            "{\"online\":\"%J\"}",
            "{\"id\":\"%J\",\"ok\":true,\"result\":\"%J\"}",
            "%T");

    private Sockets() {}

    /** Every line of a connection is answered until one is too long; nothing of it is unavailable. */
    static void tcp(Gate gate, String token, Text text) throws IOException {
        try (Lines lines = new Lines(gate.tcpPort)) {
            lines.ask("{\"op\":\"auth\",\"sn\":\"" + SN + "\",\"token\":\"" + token + "\"}");
            for (String payload : PAYLOADS) {
                String keys =
                        payload.replace("{", "").replace("%J", text.escaped()).replace("%T", text.line());
                lines.send("{\"op\":\"punch\",\"id\":\"" + text.escaped() + "\"," + keys);
                lines.send("{\"op\":\"result\"," + keys);
            }
            lines.send("{\"op\":\"" + text.escaped() + "\",\"id\":1}");
            lines.send("{\"op\":\"heartbeat\",\"id\":\"end\"}");
            for (String answer = lines.read(); !answer.equals("null"); answer = lines.read()) {
                assertThat(answer).doesNotContain("\"unavailable\"");
                if (answer.contains("\"end\"")) {
                    return;
                }
            }
        } catch (SocketException closed) {
            assertThat(text.escaped().length()).as("closed for %s", text.name()).isGreaterThan(10_000);
        }
    }

    static Mqtt5BlockingClient mqtt(Gate gate, String token) {
        Mqtt5BlockingClient client = Mqtt5Client.builder()
                .identifier(SN)
                .serverHost("localhost")
                .serverPort(gate.mqttPort)
                .simpleAuth()
                .username(SN)
                .password(token.getBytes(UTF_8))
                .applySimpleAuth()
                .buildBlocking();
        var unused = client.connect();
        return client;
    }

    /** Each message is acknowledged, lest it blocks those behind it. */
    static void publish(Mqtt5BlockingClient device, Text text) {
        for (String payload : PAYLOADS) {
            for (String topic : List.of("evt", "res")) {
                byte[] bytes = payload.replace("%J", text.escaped())
                        .replace("%T", text.value())
                        .getBytes(UTF_8);
                if (bytes.length > MQTT_PAYLOAD_BYTES_MAX) {
                    continue; // The broker says so before, and the client keeps to it.
                }
                var result = device.publishWith()
                        .topic("api/mqtt/v1/" + SN + "/" + topic)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(bytes)
                        .send();
                assertThat(result.getError()).as(text.name()).isEmpty();
            }
        }
    }

    /** A login with that text as client id, user name and password. */
    static void logIn(Gate gate, Text text) throws IOException {
        byte[] bytes = text.value().getBytes(UTF_8);
        byte[] cut = Arrays.copyOf(bytes, Math.min(bytes.length, MQTT_TEXT_BYTES_MAX));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {0, 4, 'M', 'Q', 'T', 'T', 4, (byte) 0xC2, 0, 60});
        for (int n = 0; n < 3; n++) {
            body.writeBytes(new byte[] {(byte) (cut.length >> 8), (byte) cut.length});
            body.writeBytes(cut);
        }
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(0x10);
        int length = body.size();
        for (; length > 0x7F; length >>= 7) {
            packet.write((length & 0x7F) | 0x80);
        }
        packet.write(length);
        packet.writeBytes(body.toByteArray());
        send(gate.mqttPort, packet.toByteArray());
    }

    /** A serial number, in answer to the question for it, and what is no frame. */
    static void anviz(Gate gate, Text text) throws IOException {
        send(gate.anvizPort, ("\u00A5" + text.value()).getBytes(UTF_8));
    }

    /** Sends bytes as a stranger, and waits for an answer or the end. */
    private static void send(int port, byte[] bytes) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(READ_WAIT_MAX_MILLIS);
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            socket.getInputStream().readNBytes(4);
        } catch (SocketException closed) {
            assertThat(bytes).isNotNull();
        }
    }
}
