package io.punchgate.command.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.delivery.DeliveryCommand.PauseCallback;
import io.punchgate.command.admin.Operator.Answer;
import io.punchgate.command.admin.OperatorsApplication.CallbackCommands;
import io.punchgate.runtime.TestDatabase;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

@SpringBootTest(classes = OperatorsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class OperatorEndpointsTest {

    private static final String CUSTOMERS = "/api/admin/v1/customers";
    private static final String DEVICES = "/api/admin/v1/devices";

    @TempDir
    static Path dataDir = Path.of("");

    @LocalServerPort
    private int port;

    @Autowired
    private CallbackCommands callbackCommands = new CallbackCommands();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", TestDatabase::freshUrl);
        registry.add("axon.axonserver.enabled", () -> false);
        registry.add("punchgate.admin-token", () -> "the operator's token");
        registry.add("punchgate.data-dir", () -> dataDir);
    }

    @Test
    void givenCustomer_whenRegisteredAgainAndPatched_thenConflictAndMergedSettings() {
        JsonNode registered = operator().post(CUSTOMERS, """
                {"id":"c1","name":"Acme"}""").expect(201);
        assertThat(registered.toString())
                .isEqualTo("{\"id\":\"c1\",\"name\":\"Acme\",\"pairing\":\"by_type\",\"max_interval_hours\":16}");
        operator().post(CUSTOMERS, "{\"id\":\"c1\",\"name\":\"Acme\"}").expectProblem(409, "conflict");
        JsonNode patched = operator()
                .call("PATCH", CUSTOMERS + "/c1", "{\"pairing\":\"alternating\",\"max_interval_hours\":48}")
                .expect(200);
        assertThat(patched.toString())
                .isEqualTo("{\"id\":\"c1\",\"name\":\"Acme\",\"pairing\":\"alternating\",\"max_interval_hours\":48}");
        operator().call("PATCH", CUSTOMERS + "/nobody", "{\"name\":\"x\"}").expectProblem(404, "not_found");
    }

    @Test
    void givenCustomer_whenCallbackIsSet_thenTheSecretIsShownOnlyWhenNew() {
        customer("c2");
        String set = "{\"url\":\"http://127.0.0.1:9/cams\",\"retry_schedule_seconds\":[1,2]}";
        String first = operator()
                .call("PUT", CUSTOMERS + "/c2/callback", set)
                .expect(200)
                .path("signing_secret")
                .stringValue();
        assertThat(first).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(operator()
                        .call("PUT", CUSTOMERS + "/c2/callback", set)
                        .expect(200)
                        .has("signing_secret"))
                .isFalse();
        String rotated = operator()
                .call("PUT", CUSTOMERS + "/c2/callback", "{\"url\":\"http://127.0.0.1:9/cams\",\"rotate_secret\":true}")
                .expect(200)
                .path("signing_secret")
                .stringValue();
        assertThat(rotated).startsWith("whsec_").isNotEqualTo(first);
        operator().call("PUT", CUSTOMERS + "/nobody/callback", set).expectProblem(404, "not_found");
    }

    @Test
    void givenCustomer_whenItsCallbackIsPaused_thenTheCallbackIsTold() {
        customer("c3");
        operator().call("POST", CUSTOMERS + "/c3/callback/pause", "").expect(200);
        assertThat(callbackCommands.received)
                .anySatisfy(command -> assertThat(command)
                        .isInstanceOfSatisfying(
                                PauseCallback.class,
                                pause -> assertThat(pause.customerId()).isEqualTo("c3")));
        operator().call("POST", CUSTOMERS + "/c3/callback/resume", "").expect(200);
        operator().call("POST", CUSTOMERS + "/nobody/callback/resume", "").expectProblem(404, "not_found");
    }

    @Test
    void givenDevice_whenRegisteredPatchedAndRotated_thenSecretsAreShownOnce() {
        customer("c4");
        JsonNode device = operator().post(DEVICES, """
                {"sn":"SN.4","customer_id":"c4","label":"Main Gate","time_zone":"Asia/Kolkata",
                 "subscription":{"from":"2026-01-01T00:00:00Z","until":"2027-01-01T00:00:00+00:00"},
                 "states":{"10":"checkin"},"transport_auth":{"adms":"serial","networks":["10.1.0.0/16","fd00::/8"]}}
                """).expect(201);
        assertThat(device.path("auth_token").stringValue()).hasSize(43);
        assertThat(device.path("callback_token").stringValue()).matches("[A-Za-z0-9]{32}");
        assertThat(device.path("adms_path").stringValue()).matches("/d/[A-Za-z0-9_-]{43}");
        assertThat(device.path("service_tag_id").stringValue()).matches("ST-[A-Za-z0-9]{12}");
        operator().post(DEVICES, """
                {"sn":"SN.4","customer_id":"c4","label":"Main Gate","time_zone":"Asia/Kolkata"}
                """).expectProblem(409, "conflict");

        JsonNode patched = operator()
                .call("PATCH", DEVICES + "/SN.4", "{\"label\":\"Back Gate\",\"subscription\":null,\"enabled\":false}")
                .expect(200);
        assertThat(patched.path("label").stringValue()).isEqualTo("Back Gate");
        assertThat(patched.path("subscription").isNull()).isTrue();
        assertThat(patched.path("enabled").booleanValue()).isFalse();
        assertThat(patched.path("states").path("10").stringValue()).isEqualTo("CheckIn");
        assertThat(patched.path("time_zone").stringValue()).isEqualTo("Asia/Kolkata");

        String rotated = operator()
                .post(DEVICES + "/SN.4/auth-token", "{\"overlap_seconds\":0}")
                .expect(200)
                .path("auth_token")
                .stringValue();
        assertThat(rotated).isNotEqualTo(device.path("auth_token").stringValue());
        assertThat(operator()
                        .post(DEVICES + "/SN.4/callback-token", "")
                        .expect(200)
                        .has("callback_token"))
                .isTrue();
        assertThat(operator().post(DEVICES + "/SN.4/adms-path", "").expect(200).has("adms_path"))
                .isTrue();
        assertThat(operator()
                        .post(DEVICES + "/SN.4/commands", "{\"op\":\"reboot\",\"data\":{}}")
                        .expect(202)
                        .path("id")
                        .stringValue())
                .matches("[A-Za-z0-9]{12}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST  | /customers              | {"id":"a b","name":"x"}                      | id
            POST  | /customers              | {"name":"x"}                                 | id
            POST  | /customers              | {"id":"v"}                                   | name
            POST  | /customers              | {"id":"v","name":7}                          | name
            POST  | /customers              | {"id":"v","name":"x","nmae":"y"}             | nmae
            POST  | /customers              | {"id":"v","name":"x","pairing":"odd"}        | pairing
            POST  | /customers              | {"id":"v","name":"x","max_interval_hours":49}| max_interval_hours
            PATCH | /customers/v            | {"id":"w"}                                   | id
            PUT   | /customers/v/callback   | {"url":"ftp://a/"}                           | url
            PUT   | /customers/v/callback   | {"url":"http://u:p@a/"}                      | url
            PUT   | /customers/v/callback   | {"url":"http://a/#f"}                        | url
            PUT   | /customers/v/callback   | {"url":"/cams"}                              | url
            PUT   | /customers/v/callback   | {"url":"http://a/","retry_schedule_seconds":[]}       | retry_schedule_seconds
            PUT   | /customers/v/callback   | {"url":"http://a/","retry_schedule_seconds":[604801]} | retry_schedule_seconds
            POST  | /customers/v/api-keys   | {"name":"x","role":"admin"}                  | role
            POST  | /devices                | {"sn":"v","customer_id":"nobody","label":"x","time_zone":"UTC"}  | customer_id
            POST  | /devices                | {"sn":"v","customer_id":"nobody","label":"x","time_zone":"+05:30"} | time_zone
            PATCH | /devices/v              | {"states":{"one":"CheckIn"}}                 | states.one
            PATCH | /devices/v              | {"states":{"1":"Nap"}}                       | states.1
            PATCH | /devices/v              | {"default_type":"Nap"}                       | default_type
            PATCH | /devices/v              | {"heartbeat_seconds":0}                      | heartbeat_seconds
            PATCH | /devices/v              | {"heartbeat_seconds":1.5}                    | heartbeat_seconds
            PATCH | /devices/v              | {"enabled":"no"}                             | enabled
            PATCH | /devices/v              | {"transport_auth":{"networks":["10.0.0.0/33"]}} | transport_auth.networks
            PATCH | /devices/v              | {"subscription":{"from":"2026-01-01T00:00:00Z"}} | subscription.until
            PATCH | /devices/v              | {"subscription":{"from":"2026-01-02T00:00:00Z","until":"2026-01-01T00:00:00Z"}} | subscription.until
            POST  | /devices/v/auth-token   | {"overlap_seconds":2592001}                  | overlap_seconds
            POST  | /devices/v/commands     | {"op":"","data":{}}                          | op
            POST  | /devices/v/commands     | {"op":"reboot","data":[]}                    | data
            """)
    void givenWrongKey_whenSent_thenTheProblemNamesIt(String method, String path, String json, String field) {
        Answer answer = operator().call(method, "/api/admin/v1" + path, json).expectProblem(400, "invalid_field");
        assertThat(answer.text("field")).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST  | /api/admin/v1/customers           | {"id"                 | 400 | invalid_json
            POST  | /api/admin/v1/customers           | {"id":"a","id":"b"}   | 400 | invalid_json
            POST  | /api/admin/v1/customers           | [1]                   | 400 | invalid_json
            POST  | /api/admin/v1/customers           | {} {}                 | 400 | invalid_json
            POST  | /api/admin/v1/nothing             | {}                    | 404 | not_found
            PATCH | /api/admin/v1/devices/nobody      | {"label":"x"}         | 404 | not_found
            POST  | /api/admin/v1/devices/nobody/auth-token | {}              | 404 | not_found
            POST  | /api/admin/v1/customers/nobody/api-keys | {"name":"x","role":"manager"} | 404 | not_found
            PUT   | /api/admin/v1/customers           | {}                    | 405 | method_not_allowed
            """)
    void givenBadRequest_whenSent_thenProblemDetails(String method, String path, String json, int status, String code) {
        operator().call(method, path, json).expectProblem(status, code);
    }

    @Test
    void givenLargeOrForeignBody_whenSent_thenRefused() {
        operator().post(CUSTOMERS, "{\"id\":\"" + "x".repeat(65_536) + "\"}").expectProblem(413, "too_large");
        HttpRequest form = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + CUSTOMERS))
                .header("Authorization", "Bearer the operator's token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("id=x"))
                .build();
        Operator.send(form).expectProblem(415, "unsupported_media_type");
    }

    @Test
    void givenFailingEndpoint_whenCalled_thenNothingOfOursIsShown() {
        customer("c5");
        Answer answer = operator()
                .withToken(key("c5", "integrator"))
                .post("/api/v1/broken", "")
                .expectProblem(500, "internal");
        assertThat(answer.response().body()).doesNotContain("secret", "IllegalState", "Exception");
        assertThat(answer.text("incident")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "operator,   200, 403, 200",
        "integrator, 403, 200, 403",
        "manager,    403, 200, 403",
        "auditor,    403, 200, 200",
        "stranger,   401, 401, 401",
        "nobody,     401, 401, 401",
    })
    void givenCaller_whenAtASurface_thenLetInByRole(String who, int admin, int integrators, int auditors) {
        operator().post(CUSTOMERS, "{\"id\":\"matrix\",\"name\":\"x\"}");
        Operator caller = operator()
                .withToken(
                        switch (who) {
                            case "operator" -> "the operator's token";
                            case "stranger" -> key("matrix", "auditor") + "x";
                            case "nobody" -> null;
                            default -> key("matrix", who);
                        });
        Answer atAdmin = caller.call("PATCH", CUSTOMERS + "/matrix", "{}");
        assertThat(List.of(
                        atAdmin.status(),
                        caller.call("GET", "/api/v1/whoami", "").status(),
                        caller.call("GET", "/api/audit/v1/whoami", "").status()))
                .containsExactly(admin, integrators, auditors);
        assertThat(atAdmin.response().headers().firstValue("WWW-Authenticate").isPresent())
                .isEqualTo(admin == 401);
    }

    @Test
    void givenKey_whenRevoked_thenItStopsAtOnce() {
        customer("c6");
        Answer issued = operator().post(CUSTOMERS + "/c6/api-keys", "{\"name\":\"erp\",\"role\":\"manager\"}");
        Operator holder =
                operator().withToken(issued.expect(201).path("api_key").stringValue());
        assertThat(holder.call("GET", "/api/v1/whoami", "").expect(200).toString())
                .contains("\"c6\"", "\"erp\"", "MANAGER");
        String path = CUSTOMERS + "/c6/api-keys/" + issued.text("id");
        operator().call("DELETE", path, "").expect(204);
        holder.call("GET", "/api/v1/whoami", "").expectProblem(401, "unauthorized");
        operator().call("DELETE", path, "").expectProblem(404, "not_found");
    }

    @Test
    void givenKeyInTheAddress_whenCalled_thenRefused() {
        customer("c7");
        String key = key("c7", "integrator");
        operator()
                .withToken(null)
                .call("GET", "/api/v1/whoami?api_key=" + key, "")
                .expectProblem(401, "unauthorized");
        operator()
                .withToken(key)
                .call("GET", "/api/v1/whoami?access_token=" + key, "")
                .expectProblem(400, "key_in_url");
    }

    @Test
    void givenDevicesPaths_whenCalledWithoutToken_thenNotOurs() {
        operator()
                .withToken(null)
                .call("GET", "/api/attendance/v1/heartbeat", "")
                .expect(200);
        Answer unknown = operator().withToken(null).call("GET", "/d/secret/iclock/cdata", "");
        assertThat(unknown.response().body()).doesNotContain("secret");
    }

    private Operator operator() {
        return new Operator(port, "the operator's token");
    }

    private void customer(String id) {
        operator().post(CUSTOMERS, "{\"id\":\"" + id + "\",\"name\":\"Some\"}").expect(201);
    }

    private String key(String customer, String role) {
        return operator()
                .post(CUSTOMERS + "/" + customer + "/api-keys", "{\"name\":\"x\",\"role\":\"" + role + "\"}")
                .expect(201)
                .path("api_key")
                .stringValue();
    }
}
