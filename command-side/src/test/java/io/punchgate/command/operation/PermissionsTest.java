package io.punchgate.command.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.command.operation.Operator.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionsTest extends OverHttp {

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
                            case "operator" -> ADMIN_TOKEN;
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
    void givenEndAndPurpose_whenKeyIsIssued_thenTheAnswerSaysBothAndTheKeyWorks() {
        customer("keys-1");
        Answer issued = operator()
                .post(
                        CUSTOMERS + "/keys-1/api-keys",
                        "{\"name\":\"audit\",\"role\":\"auditor\",\"expires_at\":\"2099-01-01T05:30:00+05:30\","
                                + "\"purpose\":\"the audit of 2026\"}");

        assertThat(issued.expect(201).path("expires_at").stringValue()).isEqualTo("2099-01-01T00:00:00Z");
        assertThat(issued.text("purpose")).isEqualTo("the audit of 2026");
        operator()
                .withToken(issued.text("api_key"))
                .call("GET", "/api/v1/whoami", "")
                .expect(200);
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
}
