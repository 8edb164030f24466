package io.punchgate.standalone.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.standalone.stage.Gate;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The product with a customer whose server acknowledges, one whose server answers with texts, and one whose settings are changed. */
final class Company implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(30);
    static final String[] OPERATOR = {"Authorization", "Bearer " + Gate.ADMIN_TOKEN};

    final Gate gate;
    final AnsweringServer customer;
    final AnsweringServer odd;
    final JsonNode device;
    final String key;

    Company(Path data) throws IOException {
        gate = new Gate(data);
        customer = new AnsweringServer();
        odd = new AnsweringServer();
        for (String id : List.of("acme", "odd", "fuzz")) {
            gate.admin("POST", "customers", "{\"id\":\"" + id + "\",\"name\":\"" + "A".repeat(90) + "\"}");
        }
        String callback = "{\"url\":\"%s\",\"retry_schedule_seconds\":[0]}";
        gate.admin("PUT", "customers/acme/callback", callback.formatted(customer.url()));
        gate.admin("PUT", "customers/odd/callback", callback.formatted(odd.url()));
        device = register("SN-TEXT", "acme");
        for (int n = 0; n < 10; n++) {
            register("SN-FUZZ" + n, "fuzz");
        }
        key = gate.admin("POST", "customers/acme/api-keys", "{\"name\":\"k\",\"role\":\"manager\"}")
                .get("api_key")
                .asString();
    }

    JsonNode register(String sn, String customerId) {
        return gate.admin(
                "POST",
                "devices",
                "{\"sn\":\"" + sn + "\",\"customer_id\":\"" + customerId + "\",\"label\":\"L\",\"time_zone\":\"UTC\","
                        + "\"transport_auth\":{\"isapi\":\"path\",\"aiface\":\"serial\",\"anviz\":{\"device_id\":7}}}");
    }

    String punch(String sn, String token, String user) {
        byte[] body = ("{\"user_id\":\"" + user + "\",\"att_time\":\"2026-06-21 09:30:00\"}").getBytes(UTF_8);
        return gate.answer("POST", "/api/attendance/v1/punch", body, "sn", sn, "auth-token", token)
                .body();
    }

    /** The calls of the operator that a test makes. */
    HttpResponse<String> operator(String method, String path, String... more) {
        String[] headers = new String[OPERATOR.length + more.length];
        System.arraycopy(OPERATOR, 0, headers, 0, OPERATOR.length);
        System.arraycopy(more, 0, headers, OPERATOR.length, more.length);
        return gate.answer(method, path, new byte[0], headers);
    }

    /** A punch is stored, listed and pushed, all parts are ready, and nothing is set aside. */
    void assertThatAllGoesOn() {
        int before = customer.requests().size();
        String user = "u" + before;
        assertThat(punch("SN-TEXT", token(), user)).isEqualTo("{\"ok\":true}");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(gate.text(
                                "GET", "/api/v1/punches?user_id=" + user, "", "Authorization", "Bearer " + key))
                        .contains("\"user_id\":\"" + user + "\""));
        await().atMost(SOON).untilAsserted(() -> assertThat(customer.requests()).anyMatch(body -> body.contains(user)));
        await().atMost(SOON).untilAsserted(() -> {
            HttpResponse<String> readiness = operator("GET", "/actuator/health/readiness");
            assertThat(readiness.statusCode()).as(readiness.body()).isEqualTo(200);
            assertThat(JsonMapper.shared()
                            .readTree(readiness.body())
                            .path("components")
                            .propertyNames())
                    .contains("intake", "push", "projections", "secrets");
        });
        assertThat(gate.admin("GET", "dead-letters", "")
                        .get("data")
                        .valueStream()
                        .toList())
                .isEmpty();
        for (String path : List.of("customers", "devices", "devices/SN-TEXT/rejected", "devices/SN-FUZZ0/commands")) {
            assertThat(operator("GET", "/api/admin/v1/" + path).statusCode()).isEqualTo(200);
        }
        assertThat(operator("GET", "/api/audit/v1/events").statusCode()).isEqualTo(200);
    }

    String token() {
        return device.get("auth_token").asString();
    }

    @Override
    public void close() throws IOException {
        customer.close();
        odd.close();
        gate.close();
    }
}
