package io.punchgate.standalone.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.standalone.stage.Gate;
import io.punchgate.standalone.stage.Lines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** Secrets and persons' passwords and cards go in by every call and transport, and are looked for wherever anybody can look. */
@ExtendWith(OutputCaptureExtension.class)
@Isolated("It reads what the process prints.")
class SecretsStayInsideTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SN = "SN-SECRET";
    private static final String PASSWORD = "canaryPassword";
    private static final String CARD = "canaryCard";

    private final List<String> secrets = new ArrayList<>(List.of(PASSWORD, CARD, Gate.ADMIN_TOKEN));
    private final List<String> shown = new ArrayList<>();

    @Test
    void givenSecretsByEveryCallAndTransport_whenAllThatIsKeptIsRead_thenNoneIsThere(
            @TempDir Path data, CapturedOutput output) throws IOException {
        try (Gate gate = new Gate(data);
                EchoServer customer = new EchoServer()) {
            JsonNode device = register(gate, customer);
            instruct(gate, device);
            UnreadableReports.send(gate, device, SN, PASSWORD, CARD);
            push(gate, device, customer);
            readAll(gate);
            shown.addAll(gate.rows());
            secrets.addAll(customer.signatures());
        }
        shown.add(output.getAll());

        assertThat(secrets).allMatch(secret -> secret.length() >= 8).hasSizeGreaterThan(10);
        for (String secret : secrets) {
            assertThat(shown).filteredOn(text -> text.contains(secret)).isEmpty();
        }
    }

    private JsonNode register(Gate gate, EchoServer customer) {
        gate.admin("POST", "customers", "{\"id\":\"acme\",\"name\":\"Acme\"}");
        String callback = "{\"url\":\"%s\",\"retry_schedule_seconds\":[0]}".formatted(customer.url());
        String rotated = callback.replace("}", ",\"rotate_secret\":true}");
        for (String body : List.of(callback, callback, rotated, callback)) {
            JsonNode answer = gate.admin("PUT", "customers/acme/callback", body);
            if (answer.has("signing_secret")) {
                secret(answer, "signing_secret");
            }
        }
        assertThat(secretsOf(gate, "signing_secret")).isEqualTo(2);
        for (String role : List.of("integrator", "manager", "auditor")) {
            String body = "{\"name\":\"k\",\"role\":\"" + role + "\"}";
            secret(gate.admin("POST", "customers/acme/api-keys", body), "api_key");
        }
        String body = "{\"sn\":\"" + SN + "\",\"customer_id\":\"acme\",\"label\":\"Gate\",\"time_zone\":\"UTC\","
                + "\"transport_auth\":{\"isapi\":\"path\",\"aiface\":\"serial\"}}";
        JsonNode first = gate.admin("POST", "devices", body);
        gate.admin("POST", "devices", body);
        JsonNode auth = gate.admin("POST", "devices/" + SN + "/auth-token", "{}");
        JsonNode token = gate.admin("POST", "devices/" + SN + "/callback-token", "{}");
        JsonNode path = gate.admin("POST", "devices/" + SN + "/adms-path", "{}");
        for (JsonNode answer : List.of(first, auth, token, path)) {
            for (String name : List.of("auth_token", "callback_token", "adms_path")) {
                if (answer.has(name)) {
                    secret(answer, name);
                }
            }
        }
        return first;
    }

    private void secret(JsonNode answer, String name) {
        secrets.add(answer.get(name).asString().replaceFirst("^(/d/|whsec_)", ""));
    }

    /** One that the device fetches and answers, one over a connection, and one that waits for ever. */
    private static void instruct(Gate gate, JsonNode device) throws IOException {
        String path = device.get("adms_path").asString() + "/iclock/";
        queue(gate, 1);
        String line = gate.text("GET", path + "getrequest?SN=" + SN, "");
        assertThat(line).contains("Passwd=" + PASSWORD + "1\tCard=" + CARD + "1");
        String id = line.split(":", -1)[1];
        gate.text("POST", path + "devicecmd?SN=" + SN, "ID=" + id + "&Return=0&CMD=DATA\nPasswd=" + PASSWORD + "1\n");
        queue(gate, 2);
        try (Lines lines = new Lines(gate.tcpPort)) {
            lines.ask("{\"op\":\"auth\",\"sn\":\"" + SN + "\",\"token\":\""
                    + device.get("auth_token").asString() + "\"}");
            String command = lines.read();
            assertThat(command).contains("\"password\":\"" + PASSWORD + "2\"");
            String second = command.replaceFirst(".*\"id\":\"([0-9]+)\".*", "$1");
            lines.send("{\"op\":\"result\",\"id\":\"" + second + "\",\"ok\":true,\"result\":{\"user\":{\"password\":\""
                    + PASSWORD + "2\"}}}");
            lines.ask("{\"op\":\"punches\",\"punches\":[{\"password\":\"" + PASSWORD + "\"}]}");
            lines.ask("{\"op\":\"auth\",\"sn\":5,\"token\":\"" + CARD + "\"");
        }
        await().atMost(SOON).until(() -> secretsOf(gate, "instruction_data") == 0);
        queue(gate, 3);
        assertThat(secretsOf(gate, "instruction_data")).isEqualTo(1);
    }

    private static void queue(Gate gate, int number) {
        String data =
                "{\"user_id\":\"7\",\"password\":\"" + PASSWORD + number + "\",\"card\":\"" + CARD + number + "\"}";
        gate.admin("POST", "devices/" + SN + "/commands", "{\"op\":\"sync_user\",\"data\":" + data + "}");
    }

    private static int secretsOf(Gate gate, String kind) {
        return gate.jdbc()
                .sql("select count(*) from log.secret where kind = ?")
                .param(kind)
                .query(Integer.class)
                .single();
    }

    private void push(Gate gate, JsonNode device, EchoServer customer) {
        gate.text(
                "POST",
                "/api/attendance/v1/punch",
                "{\"user_id\":\"7\",\"att_time\":\"2026-06-21 09:30:00\"}",
                "sn",
                SN,
                "auth-token",
                device.get("auth_token").asString());
        shown.add(gate.admin("POST", "customers/acme/callback/test", "{}").toString());
        await().atMost(SOON).until(() -> customer.signatures().size() > 2);
        await().atMost(SOON)
                .until(() -> gate.jdbc()
                                .sql("select count(*) from query.delivery_attempt")
                                .query(Integer.class)
                                .single()
                        > 0);
    }

    private void readAll(Gate gate) {
        String[] operator = {"Authorization", "Bearer " + Gate.ADMIN_TOKEN};
        for (String path : List.of(
                "admin/v1/customers/acme",
                "admin/v1/devices/" + SN,
                "admin/v1/devices/" + SN + "/commands",
                "admin/v1/devices/" + SN + "/rejected",
                "audit/v1/events")) {
            String answer = gate.text("GET", "/api/" + path, "", operator);
            assertThat(answer).contains("\"");
            shown.add(answer);
        }
        assertThat(gate.admin("GET", "devices/" + SN + "/rejected", "").get("data"))
                .hasSizeGreaterThan(4);
        shown.add(gate.text("GET", "/actuator/prometheus", "", operator));
    }
}
