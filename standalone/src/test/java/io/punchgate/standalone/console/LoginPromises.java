package io.punchgate.standalone.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Logins, by the requirements of OWASP ASVS 5.0 that are named with each. */
interface LoginPromises {

    ConsoleStage stage();

    @Test
    default void givenNobody_whenAPageIsAskedFor_thenTheLoginIsShownAndLeadsBackToIt() {
        try (Visitor visitor = new Visitor(stage().home())) {
            HttpResponse<String> refused = visitor.get("/console/deliveries?status=parked");
            assertThat(refused.statusCode()).isEqualTo(303);
            assertThat(refused.headers().firstValue("Location").orElse(""))
                    .isEqualTo("/console/login?next=%2Fconsole%2Fdeliveries%3Fstatus%3Dparked");

            Map<String, String> form =
                    Map.of("key", stage().key("manager"), "next", "/console/deliveries?status=parked");
            assertThat(visitor.post("/console/login", form).headers().firstValue("Location"))
                    .contains("/console/deliveries?status=parked");
        }
    }

    /** 3.3.2, 3.3.4, 7.3.2. */
    @Test
    default void givenAKey_whenEntered_thenTheCookieIsForThisSiteOnlyNotForScriptsAndTwelveHoursOld() {
        try (Visitor visitor = new Visitor(stage().home())) {
            String cookie = set(visitor.logIn(stage().key("manager")));

            assertThat(cookie)
                    .contains("HttpOnly", "SameSite=Strict", "Max-Age=43200", "Path=/")
                    .doesNotContain("Secure")
                    .doesNotContain(stage().key("manager"));
        }
    }

    /** 3.3.1, 3.3.3. */
    @Test
    default void givenHttps_whenEntered_thenTheCookieIsSecureAndBoundToTheHost() {
        try (Visitor visitor = new Visitor(stage().home())) {
            assertThat(set(visitor.logIn(stage().key("manager"), "X-Forwarded-Proto", "https")))
                    .startsWith("__Host-")
                    .contains("Secure", "Path=/", "HttpOnly", "SameSite=Strict");
        }
    }

    /** 7.2.4. */
    @Test
    default void givenALogin_whenAKeyIsEnteredAgain_thenTheSessionIsAnotherAndTheOldOneEnds() {
        try (Visitor visitor = stage().visitor("manager")) {
            String before = visitor.cookie();
            visitor.logIn(stage().key("auditor"));
            assertThat(visitor.cookie()).isNotEqualTo(before);

            visitor.setCookie(before);
            assertThat(visitor.get("/console").statusCode()).isEqualTo(303);
        }
    }

    /** 7.4.1, 7.4.4. */
    @Test
    default void givenALogout_whenTheOldCookieIsShown_thenItIsGoodForNothing() {
        try (Visitor visitor = stage().visitor("manager")) {
            String before = visitor.cookie();
            assertThat(visitor.get("/console").body()).contains("Log out");
            HttpResponse<String> out = visitor.submit("/console/logout", Map.of());
            assertThat(set(out)).contains("Max-Age=0");
            assertThat(out.headers().firstValue("Clear-Site-Data")).isPresent();

            visitor.setCookie(before);
            assertThat(visitor.get("/console").statusCode()).isEqualTo(303);
        }
    }

    /** 7.4.2, 7.4.3. */
    @Test
    default void givenALogin_whenItsKeyIsRevoked_thenItEndsAtOnce() {
        JsonNode key = stage().issue("acme", "manager");
        try (Visitor visitor = new Visitor(stage().home())) {
            visitor.logIn(key.path("api_key").asString());
            assertThat(visitor.get("/console").statusCode()).isEqualTo(200);

            stage().gate
                    .admin("DELETE", "customers/acme/api-keys/" + key.path("id").asString(), "");
            assertThat(visitor.get("/console").statusCode()).isEqualTo(303);
        }
    }

    /** 7.3.1, 7.3.2. */
    @Test
    default void givenALogin_whenItIsTooOldOrUnusedForTooLong_thenItEnds() {
        for (String aged : new String[] {
            "started_at = now() - interval '12 hours 1 second'", "used_at = now() - interval '2 hours 1 second'"
        }) {
            JsonNode key = stage().issue("acme", "integrator");
            try (Visitor visitor = new Visitor(stage().home())) {
                visitor.logIn(key.path("api_key").asString());
                assertThat(visitor.get("/console").statusCode()).isEqualTo(200);

                stage().gate
                        .jdbc()
                        .sql("update query.console_session set " + aged + " where caller = ?")
                        .param("acme/" + key.path("id").asString())
                        .update();
                assertThat(visitor.get("/console").statusCode()).isEqualTo(303);
            }
        }
    }

    /** 7.2.1, 7.2.3: nothing of a session is made outside of the server, and what it keeps opens none. */
    @Test
    default void givenStoredSessions_whenTheirTableIsRead_thenNeitherKeysNorCookiesAreThere() {
        try (Visitor visitor = stage().visitor("manager")) {
            String cookie = visitor.cookie().substring(visitor.cookie().indexOf('=') + 1);
            assertThat(cookie).matches("[A-Za-z0-9_-]{43}");
            assertThat(stage().gate.rows())
                    .isNotEmpty()
                    .noneMatch(row -> row.contains(cookie) || row.contains(stage().key("manager")));
        }
    }

    /** 6.3.1. */
    @Test
    default void givenManyWrongKeysFromOneAddress_whenAnotherComes_thenItIsTooMany() {
        try (Visitor visitor = new Visitor(stage().home(), "127.0.0.9")) {
            HttpResponse<String> last = visitor.logIn("wrong");
            assertThat(last.statusCode()).isEqualTo(401);
            for (int i = 0; i < 60; i++) {
                last = visitor.logIn("wrong");
            }
            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValue("Retry-After")).isPresent();
            assertThat(visitor.logIn(stage().key("manager")).statusCode()).isEqualTo(303);
        }
    }

    @Test
    default void givenALoginLink_whenOpenedTwice_thenItLogsInOnce() {
        String path = link();
        try (Visitor first = new Visitor(stage().home());
                Visitor second = new Visitor(stage().home())) {
            assertThat(first.get(path).statusCode()).isEqualTo(303);
            assertThat(first.get("/console/customers").body()).contains("Operator", "acme", "other");
            assertThat(second.get(path).statusCode()).isEqualTo(401);
        }
    }

    @Test
    default void givenALoginLink_whenOpenedTenMinutesLater_thenItDoesNot() {
        String path = link();
        stage().gate
                .jdbc()
                .sql("update query.console_session set started_at = now() - interval '601 seconds' where once")
                .update();
        try (Visitor visitor = new Visitor(stage().home())) {
            assertThat(visitor.get(path).statusCode()).isEqualTo(401);
        }
    }

    private String link() {
        JsonNode made = JsonMapper.shared()
                .readTree(stage().gate
                        .text(
                                "POST",
                                "/console/login-links",
                                "",
                                "Authorization",
                                "Bearer " + stage().key("operator")));
        return made.path("path").asString();
    }

    @Test
    default void givenTheApiKeyOfACustomer_whenALoginLinkIsAskedFor_thenThereIsNone() {
        String answer = stage().gate
                .text("POST", "/console/login-links", "", "Authorization", "Bearer " + stage().key("manager"));
        assertThat(answer).doesNotContain("once=");
    }

    @Test
    default void givenAnAddressElsewhere_whenItIsToFollowTheLogin_thenTheConsoleDoes() {
        for (String next : new String[] {
            "https://evil.example/",
            "//evil.example/",
            "/\\evil.example",
            "/consoles",
            "/console/../api",
            "/console/%2E./api",
            "javascript:1"
        }) {
            try (Visitor visitor = new Visitor(stage().home())) {
                Map<String, String> form = Map.of("key", stage().key("manager"), "next", next);
                assertThat(visitor.post("/console/login", form).headers().firstValue("Location"))
                        .as(next)
                        .contains("/console");
            }
        }
    }

    private static String set(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElse("");
    }
}
