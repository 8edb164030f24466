package io.punchgate.standalone.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.punchgate.standalone.stage.Gate;
import tools.jackson.databind.JsonNode;

/** Reports that no gateway can read, each with secrets in it. */
final class UnreadableReports {

    private UnreadableReports() {}

    static void send(Gate gate, JsonNode device, String sn, String password, String card) {
        String path = device.get("adms_path").asString();
        String token = device.get("auth_token").asString();
        String json =
                "{\"card_no\":\"" + card + "\",\"password\":\"" + password + "\",\"auth-token\":\"" + token + "\"}";
        String[] headers = {"sn", sn, "auth-token", token};
        gate.text("POST", "/api/attendance/v1/punch", json, headers);
        gate.text("POST", "/api/attendance/v1/punches", "{\"punches\":[" + json + "]}", headers);
        gate.text("POST", "/api/attendance/v1/punch", "{\"password\":\"" + password, headers);
        gate.text(
                "POST", path + "/iclock/cdata?SN=" + sn + "&table=ATTLOG", "x\tPasswd=" + password + "\tCard=[" + card);
        gate.text("POST", path + "/iclock/cdata?SN=" + sn + "&table=rtlog", "cardno=" + card + "\tpin=%");
        gate.text(
                "POST",
                path + "/isapi/" + sn,
                "{\"eventType\":\"AccessControllerEvent\",\"AccessControllerEvent\":{\"majorEventType\":5,"
                        + "\"subEventType\":38,\"cardNo\":\"" + card + "\"}}");
        gate.text("POST", path + "/isapi/" + sn, "<EventNotificationAlert><cardNo>" + card + "</cardNo>");
        gate.text(
                "POST",
                "http://127.0.0.1:" + gate.aifacePort + "/pub/api",
                "{\"cmd\":\"sendlog\",\"sn\":\"" + sn + "\",\"count\":1,\"record\":[{\"enrollid\":\"\",\"password\":\""
                        + password + "\"}]}");
        gate.text(
                "POST",
                "http://127.0.0.1:" + gate.aifacePort + "/pub/api",
                "{\"cmd\":\"senduser\",\"sn\":\"" + sn + "\",\"record\":\"" + password + "\"");
        Mqtt5BlockingClient mqtt = Mqtt5Client.builder()
                .identifier(sn)
                .serverHost("localhost")
                .serverPort(gate.mqttPort)
                .simpleAuth()
                .username(sn)
                .password(token.getBytes(UTF_8))
                .applySimpleAuth()
                .buildBlocking();
        var unused = mqtt.connect();
        var result = mqtt.publishWith()
                .topic("api/mqtt/v1/" + sn + "/evt")
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(json.getBytes(UTF_8))
                .send();
        assertThat(result.getError()).isEmpty();
        mqtt.disconnect();
    }
}
