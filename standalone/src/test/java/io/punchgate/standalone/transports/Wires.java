package io.punchgate.standalone.transports;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

/** The transports of the product's own format and of HTTP; others have a class each. */
final class Wires {

    private static final String PUNCH = "\"user_id\":\"%s\",\"att_time\":\"%s\",\"att_state\":0,\"input_type\":1";
    private static final String LOCAL = "2026-06-21 09:30:00";
    private static final String WITH_OFFSET = "2026-06-21T09:30:00+05:30";
    private static final String WITH_GMT = "2026-06-21 09:30:00 GMT +0530";
    private static final String IN_UTC = "2026-06-21T04:00:00Z";
    private static final String UNIX_SECONDS = "1782014400";
    private static final int READ_WAIT_MILLIS = 20_000;

    private Wires() {}

    static List<Wire> all(Installed at) {
        return List.of(
                new Http(at, LOCAL),
                new Adms(at, LOCAL),
                tcp(at, LOCAL),
                mqtt(at, LOCAL),
                new AiFaceWire(at),
                new AnvizWire(at),
                new Isapi(at));
    }

    /** Those that can tell an offset, and do. */
    static List<Wire> withOffset(Installed at) {
        return List.of(
                new Http(at, WITH_OFFSET),
                new Http(at, WITH_GMT),
                new Adms(at, UNIX_SECONDS),
                tcp(at, IN_UTC),
                mqtt(at, WITH_OFFSET),
                new Isapi(at));
    }

    private static void require(boolean acknowledged, String answer) {
        if (!acknowledged) {
            throw new AssertionError("not acknowledged: " + answer);
        }
    }

    private record Http(Installed at, String time) implements Wire {

        @Override
        public String transport() {
            return "http";
        }

        @Override
        public void leave(String userId) {
            String answer = at.send(HttpRequest.newBuilder(at.address("/api/attendance/v1/punch"))
                    .header("sn", Installed.SN)
                    .header("auth-token", Installed.TOKEN)
                    .POST(BodyPublishers.ofString("{" + PUNCH.formatted(userId, time) + "}"))
                    .build());
            require(answer.startsWith("{\"ok\":true"), answer);
        }
    }

    private record Adms(Installed at, String time) implements Wire {

        @Override
        public String transport() {
            return "adms";
        }

        @Override
        public void leave(String userId) {
            String row = userId + "\t" + time + "\t1\t1\t0\t0\t0\n";
            String answer = at.send(HttpRequest.newBuilder(
                            at.ownAddress("/iclock/cdata?SN=" + Installed.SN + "&table=ATTLOG&Stamp=9999"))
                    .POST(BodyPublishers.ofString(row))
                    .build());
            require(answer.equals("OK: 1"), answer);
        }
    }

    private record Isapi(Installed at) implements Wire {

        private static final String EVENT =
                "{\"dateTime\":\"2026-06-21T09:30:00+05:30\",\"eventType\":\"AccessControllerEvent\","
                        + "\"AccessControllerEvent\":{\"majorEventType\":5,\"subEventType\":38,\"serialNo\":1187,"
                        + "\"employeeNoString\":\"%s\",\"attendanceStatus\":\"checkOut\"}}";

        @Override
        public String transport() {
            return "isapi";
        }

        @Override
        public void leave(String userId) {
            String answer = at.send(HttpRequest.newBuilder(at.ownAddress("/isapi/" + Installed.SN))
                    .POST(BodyPublishers.ofString(EVENT.replace("%s", userId)))
                    .build());
            require(answer.equals("{\"ok\":true}"), answer);
        }
    }

    private static Wire tcp(Installed at, String time) {
        try {
            Socket socket = new Socket("localhost", at.tcpPort);
            socket.setSoTimeout(READ_WAIT_MILLIS);
            Tcp tcp = new Tcp(socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)), time);
            tcp.ask("{\"op\":\"auth\",\"sn\":\"" + Installed.SN + "\",\"token\":\"" + Installed.TOKEN + "\"}");
            return tcp;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Tcp(Socket socket, BufferedReader lines, String time) implements Wire {

        @Override
        public String transport() {
            return "tcp";
        }

        @Override
        public void leave(String userId) {
            ask("{\"op\":\"punch\"," + PUNCH.formatted(userId, time) + "}");
        }

        void ask(String line) {
            try {
                socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
                String answer = String.valueOf(lines.readLine());
                require(answer.contains("\"ok\":true"), answer);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Wire mqtt(Installed at, String time) {
        Mqtt5BlockingClient client = Mqtt5Client.builder()
                .identifier(Installed.SN)
                .serverHost("localhost")
                .serverPort(at.mqttPort)
                .simpleAuth()
                .username(Installed.SN)
                .password(Installed.TOKEN.getBytes(UTF_8))
                .applySimpleAuth()
                .buildBlocking();
        var unused = client.connect();
        return new Mqtt(client, time);
    }

    /** The embedded broker acknowledges once the punch is durable, which publishing waits for. */
    private record Mqtt(Mqtt5BlockingClient client, String time) implements Wire {

        @Override
        public String transport() {
            return "mqtt";
        }

        @Override
        public void leave(String userId) {
            var result = client.publishWith()
                    .topic("api/mqtt/v1/" + Installed.SN + "/evt")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(("{" + PUNCH.formatted(userId, time) + "}").getBytes(UTF_8))
                    .send();
            require(result.getError().isEmpty(), result.toString());
        }

        @Override
        public void close() {
            client.disconnect();
        }
    }
}
