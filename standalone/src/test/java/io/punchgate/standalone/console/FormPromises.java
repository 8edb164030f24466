package io.punchgate.standalone.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Forms are taken from pages of the same login only (OWASP ASVS 5.0, 3.5.1 to 3.5.3, 10.2.1), and do what their key may. */
interface FormPromises {

    String DISABLE = "/console/devices/" + ConsoleStage.SN + "/enabled";

    ConsoleStage stage();

    @Test
    default void givenAFormFromElsewhere_whenSent_thenItIsRefusedAndNothingChanges() {
        try (Visitor operator = stage().visitor("operator");
                Visitor another = stage().visitor("operator")) {
            Map<String, String> form = Map.of("enabled", "false", "form_token", operator.formToken());
            Map<String, String> foreign = Map.of("enabled", "false", "form_token", another.formToken());
            String home = stage().home().toString().replaceAll("/$", "");

            assertThat(List.of(
                            operator.post(DISABLE, Map.of("enabled", "false")),
                            operator.post(DISABLE, foreign, "Origin", home),
                            operator.post(DISABLE, form, "Origin", "https://evil.example"),
                            operator.post(DISABLE, form, "Origin", "null"),
                            operator.post(DISABLE, form, "Origin", home, "Sec-Fetch-Site", "cross-site"),
                            operator.post(DISABLE, form, "Sec-Fetch-Site", "same-site")))
                    .extracting(HttpResponse::statusCode)
                    .containsOnly(403);
            assertThat(operator.get(DISABLE + "?enabled=false&form_token=" + operator.formToken())
                            .statusCode())
                    .isEqualTo(404);
            assertThat(enabled()).isTrue();
        }
    }

    @Test
    default void givenALoginFormFromElsewhere_whenSent_thenNobodyIsLoggedIn() {
        try (Visitor visitor = new Visitor(stage().home())) {
            HttpResponse<String> refused = visitor.logIn(
                    stage().key("manager"), "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
        }
    }

    @Test
    default void givenADevice_whenAnOperatorDisablesIt_thenItIsAndMayBeEnabledAgain() {
        try (Visitor operator = stage().visitor("operator")) {
            HttpResponse<String> disabled = operator.submit(DISABLE, Map.of("enabled", "false"));
            assertThat(disabled.statusCode()).isEqualTo(303);
            assertThat(operator.get(disabled.headers().firstValue("Location").orElse(""))
                            .body())
                    .contains("disabled", "Enable this device");
            assertThat(enabled()).isFalse();

            operator.submit(DISABLE, Map.of("enabled", "true"));
            assertThat(enabled()).isTrue();
        }
    }

    @Test
    default void givenAKeyThatIsNotTheOperators_whenItSendsAnOperatorsForm_thenItIsRefused() {
        for (String role : List.of("integrator", "manager", "auditor")) {
            try (Visitor visitor = stage().visitor(role)) {
                assertThat(visitor.submit(DISABLE, Map.of("enabled", "false")).statusCode())
                        .isEqualTo(403);
                assertThat(visitor.submit(
                                        "/console/devices",
                                        Map.of("sn", "X1", "customer_id", "acme", "label", "x", "time_zone", "UTC"))
                                .statusCode())
                        .isEqualTo(403);
                assertThat(visitor.submit("/console/deliveries/callbacks/default/pause", Map.of("customer", "acme"))
                                .statusCode())
                        .isEqualTo(403);
            }
        }
        assertThat(enabled()).isTrue();
    }

    @Test
    default void givenAnOperator_whenADeviceIsRegisteredAndItsSecretRotated_thenEachIsShownOnce() {
        try (Visitor operator = stage().visitor("operator")) {
            Map<String, String> device =
                    Map.of("sn", "SN-FORM", "customer_id", "acme", "label", "Form", "time_zone", "UTC");
            HttpResponse<String> registered = operator.submit("/console/devices", device);
            assertThat(registered.body()).contains("auth-token", "ADMS path", "/d/");
            assertThat(registered.headers().firstValue("Cache-Control")).contains("no-store");
            HttpResponse<String> again = operator.submit("/console/devices", device);
            assertThat(again.statusCode()).isEqualTo(409);
            assertThat(again.body()).contains("exists", "value=\"SN-FORM\"");

            HttpResponse<String> rotated =
                    operator.submit("/console/devices/SN-FORM/auth-token", Map.of("overlap", "now"));
            assertThat(rotated.body()).contains("New secret");
            assertThat(operator.get("/console/devices/SN-FORM").body()).doesNotContain("auth_token");
        }
    }

    @Test
    default void givenParkedDeliveries_whenAManagerSendsThemAgain_thenTheyAreCountedFirst() {
        String key = stage().parked("forms");
        try (Visitor manager = stage().visitorWith(key)) {
            stage().acknowledge("forms");
            HttpResponse<String> counted = manager.submit("/console/deliveries/redeliver", Map.of("status", "parked"));
            assertThat(counted.body()).contains("<strong>2</strong>", "Send 2 again");
            assertThat(manager.get("/console/deliveries?status=parked").body()).contains("Send again");

            HttpResponse<String> sent =
                    manager.submit("/console/deliveries/redeliver", Map.of("status", "parked", "sure", "true"));
            assertThat(sent.headers().firstValue("Location").orElse("")).contains("count=2");
            await().until(() ->
                    manager.get("/console/deliveries?status=delivered").body().contains("Send all of these again"));
            assertThat(manager.get("/console/deliveries?status=parked").body()).contains("Nothing is parked");
        }
    }

    @Test
    default void givenACallback_whenAnOperatorPausesTestsAndResumesIt_thenEachIsDone() {
        try (Visitor operator = stage().visitor("operator")) {
            Map<String, String> acme = Map.of("customer", "acme");
            operator.submit("/console/deliveries/callbacks/default/pause", acme);
            assertThat(callbackState()).isEqualTo("paused");
            assertThat(operator.get("/console/deliveries?customer=acme").body()).contains("Resume");

            HttpResponse<String> tested = operator.submit("/console/deliveries/callbacks/default/test", acme);
            assertThat(tested.body()).contains("did not acknowledge", "&lt;img src=x");

            operator.submit("/console/deliveries/callbacks/default/resume", acme);
            assertThat(callbackState()).isNotEqualTo("paused");
        }
    }

    private boolean enabled() {
        return stage().gate
                .admin("GET", "devices/" + ConsoleStage.SN, "")
                .path("enabled")
                .asBoolean();
    }

    private String callbackState() {
        return stage().gate
                .admin("GET", "customers/acme", "")
                .path("callback")
                .path("state")
                .asString();
    }
}
