package io.punchgate.command.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.DeliveryCommand.PauseCallback;
import io.punchgate.command.operation.OperatorsApplication.CallbackCommands;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class OperatorEndpointsTest extends OverHttp {

    @Autowired
    private CallbackCommands callbackCommands = new CallbackCommands();

    @Test
    void givenCustomer_whenRegisteredAgainAndPatched_thenConflictAndMergedSettings() {
        JsonNode registered = operator().post(CUSTOMERS, """
                {"id":"c1","name":"Acme"}""").expect(201);
        assertThat(registered.toString())
                .isEqualTo("{\"id\":\"c1\",\"name\":\"Acme\",\"pairing\":\"by_type\",\"max_interval_hours\":16,"
                        + "\"retention_days\":null}");
        operator().post(CUSTOMERS, "{\"id\":\"c1\",\"name\":\"Acme\"}").expectProblem(409, "conflict");
        JsonNode patched = operator()
                .call(
                        "PATCH",
                        CUSTOMERS + "/c1",
                        "{\"pairing\":\"alternating\",\"max_interval_hours\":48,\"retention_days\":400}")
                .expect(200);
        assertThat(patched.toString())
                .isEqualTo("{\"id\":\"c1\",\"name\":\"Acme\",\"pairing\":\"alternating\",\"max_interval_hours\":48,"
                        + "\"retention_days\":400}");
        assertThat(operator()
                        .call("PATCH", CUSTOMERS + "/c1", "{\"retention_days\":null}")
                        .expect(200)
                        .path("retention_days")
                        .isNull())
                .isTrue();
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
                                pause -> assertThat(pause.callback()).isEqualTo(CallbackId.ofDefault("c3"))));
        operator().call("POST", CUSTOMERS + "/c3/callback/resume", "").expect(200);
        operator().call("POST", CUSTOMERS + "/nobody/callback/resume", "").expectProblem(404, "not_found");
    }

    @Test
    void givenCallback_whenTested_thenTheAnswerIsShown() {
        customer("c8");
        JsonNode tested =
                operator().call("POST", CUSTOMERS + "/c8/callback/test", "").expect(200);
        assertThat(tested.path("acknowledged").booleanValue()).isFalse();
        assertThat(tested.path("status_code").intValue()).isEqualTo(403);
        assertThat(tested.path("latency_ms").intValue()).isEqualTo(12);
        assertThat(tested.path("excerpt").stringValue()).contains("error");
        operator().call("POST", CUSTOMERS + "/nobody/callback/test", "").expectProblem(404, "not_found");
    }

    @Test
    void givenDevice_whenRegisteredPatchedAndRotated_thenSecretsAreShownOnce() {
        customer("c4");
        JsonNode device = operator().post(DEVICES, """
                {"sn":"SN.4","customer_id":"c4","label":"Main Gate","time_zone":"Asia/Kolkata",
                 "subscription":{"from":"2026-01-01T00:00:00Z","until":"2027-01-01T00:00:00+00:00"},
                 "states":{"10":"checkin"},"transport_auth":{"adms":"serial","networks":["10.1.0.0/16","fd00::/8"],"anviz":{"device_id":7}}}
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
        assertThat(patched.path("transport_auth").toString())
                .isEqualTo("{\"adms\":\"serial\",\"networks\":[\"10.1.0.0/16\",\"fd00::/8\"],"
                        + "\"anviz\":{\"device_id\":7}}");
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
                .matches("[1-9][0-9]{0,9}");
    }
}
