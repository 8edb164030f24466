package io.punchgate.standalone.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.punchgate.standalone.stage.Lines;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;

/** The person who is erased, with a text of its own for each place that keeps something. */
final class Person {

    static final String USER = "canaryUser71";
    private static final String RAW_TIME = "2026-06-21T07:41:23+05:30";
    private static final String CARD = "canaryCard4711";
    private static final String UNREADABLE = "canaryUnreadable";
    private static final String RESULT = "canaryResult";
    private static final String REASON = "canaryReason";
    static final List<String> CANARIES = List.of(
            USER, RAW_TIME, "12.34567891", "77.65432198", CARD, UNREADABLE, RESULT, REASON, CustomersServer.EXCERPT);

    private Person() {}

    static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60));
    }

    /** A punch, at its place if it is of this person. */
    static String punch(String user, String time) {
        String place = user.equals(USER) ? ",\"location\":{\"lat\":12.34567891,\"lng\":77.65432198}" : "";
        return "{\"user_id\":\"" + user + "\",\"att_time\":\"" + time + "\",\"att_state\":1" + place + "}";
    }

    /** Two punches that wait to be pushed, of which one failed, and one of another user behind them; and whatever else names it. */
    static void leaveTraces(Acme acme) throws IOException {
        assertThat(acme.http("punch", punch(USER, RAW_TIME))).contains("\"ok\":true");
        assertThat(acme.adms(USER + "\t2026-06-21 18:00:00\t1\t1")).contains("OK: 1");
        acme.http("punch", punch("other", "2026-06-21 18:01:00"));
        acme.http("punch", "{\"user_id\":\"" + USER + "\",\"att_time\":\"" + UNREADABLE + "\"}");
        String commands = "devices/" + Acme.SN + "/commands";
        String sync = "{\"op\":\"sync_user\",\"data\":{\"user_id\":\"" + USER + "\",\"card\":\"" + CARD + "\"}}";
        acme.gate().admin("POST", commands, sync);
        try (Lines lines = new Lines(acme.gate().tcpPort)) {
            login(acme, lines);
            String id = lines.read().replaceFirst(".*\"id\":\"([0-9]+)\".*", "$1");
            lines.send("{\"op\":\"result\",\"id\":\"" + id + "\",\"ok\":true,\"result\":\"" + RESULT + " of " + USER
                    + "\"}");
            lines.ask("{\"op\":\"heartbeat\",\"id\":\"h\"}");
        }
        acme.gate().admin("POST", commands, sync);
        soon().until(() -> acme.integrator("punches").path("data").size() == 3);
        String punchId = acme.first("punches").path("id").asString();
        acme.manager(
                "corrections",
                "{\"punch_id\":\"" + punchId + "\",\"type\":\"CheckOut\",\"reason\":\"" + REASON + "\"}");
        soon().until(() ->
                acme.integrator("deliveries?retrying=true").path("data").size() == 1);
        soon().until(() -> acme.gate().admin("GET", commands, "").toString().contains(RESULT));
    }

    private static void login(Acme acme, Lines lines) throws IOException {
        lines.ask("{\"op\":\"auth\",\"sn\":\"" + Acme.SN + "\",\"token\":\"" + acme.token() + "\"}");
    }

    /** Each transport takes the erased punches again, and nothing comes of it. */
    static void resend(Acme acme) throws IOException {
        String again = punch(USER, RAW_TIME);
        assertThat(acme.http("punch", again)).isEqualTo("{\"ok\":true,\"duplicate\":true}");
        assertThat(acme.http("punches", "{\"punches\":[" + again + "]}")).contains("\"results\":[{\"ok\":true");
        assertThat(acme.adms(USER + "\t2026-06-21 18:00:00\t1\t1")).contains("OK: 1");
        try (Lines lines = new Lines(acme.gate().tcpPort)) {
            login(acme, lines);
            assertThat(lines.ask("{\"op\":\"punch\",\"id\":\"1\"," + again.substring(1)))
                    .contains("\"ok\":true");
        }
        publish(acme, again);
        assertThat(acme.integrator("punches").path("data").size()).isEqualTo(3);
        assertThat(acme.integrator("punches?user_id=" + USER).path("data").isEmpty())
                .isTrue();
    }

    private static void publish(Acme acme, String payload) {
        Mqtt5BlockingClient mqtt = Mqtt5Client.builder()
                .identifier(Acme.SN)
                .serverHost("localhost")
                .serverPort(acme.gate().mqttPort)
                .simpleAuth()
                .username(Acme.SN)
                .password(acme.token().getBytes(UTF_8))
                .applySimpleAuth()
                .buildBlocking();
        var unused = mqtt.connect();
        var result = mqtt.publishWith()
                .topic("api/mqtt/v1/" + Acme.SN + "/evt")
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload.getBytes(UTF_8))
                .send();
        assertThat(result.getError()).isEmpty();
        mqtt.disconnect();
    }
}
