package io.punchgate.command.gateway.http;

import static io.punchgate.command.gateway.http.AttendanceServer.NOW;
import static io.punchgate.command.gateway.http.AttendanceServer.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.Subscription;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttendanceAccessTest {

    private static final Subscription ENDED = new Subscription(NOW.minusSeconds(60), NOW);

    @SuppressWarnings("NullAway.Init")
    private static AttendanceServer server;

    @BeforeAll
    static void start() {
        server = new AttendanceServer(10_000);
        server.register("DISABLED", null, false);
        server.register("ENDED", ENDED, true);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "NOBODY, token-1, application/json, {}",
        "SN7A2300583, wrong, application/json, nonsense",
        "SN7A2300583, wrong, text/plain, x",
        "DISABLED, wrong, application/json, {}",
        "a/b, token-1, application/json, {}",
    })
    void givenWrongCaller_whenTheBodyIsBad_thenUnauthorizedAllTheSame(
            String sn, String token, String type, String body) {
        HttpResponse<String> expected = server.send(server.request("heartbeat").GET());
        HttpResponse<String> answer = server.send(
                server.request("punch", sn, token).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
        assertError(answer, 401, "unauthorized", null);
        assertThat(answer.body()).isEqualTo(expected.body());
    }

    @Test
    void givenWrongToken_whenRefused_thenNotBeforeTheStep() {
        long start = System.nanoTime();
        server.send(server.request("heartbeat").GET());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @ParameterizedTest
    @CsvSource({
        "DISABLED, heartbeat, x, device_disabled",
        "DISABLED, punch, nonsense, device_disabled",
        "ENDED, punch, nonsense, subscription_inactive",
        "ENDED, punches, '{\"punches\":[]}', subscription_inactive",
        "ENDED, punches, '{\"punches\":[{\"user_id\":1,\"att_time\":\"2026-06-21 09:30:00\"}]}', subscription_inactive",
    })
    void givenBlockedDevice_whenItReports_thenToldWhy(String sn, String operation, String body, String error) {
        HttpResponse<String> answer =
                server.send(server.request(operation, sn, TOKEN).POST(BodyPublishers.ofString(body)));
        assertError(answer, 403, error, null);
    }

    private static void assertError(HttpResponse<String> answer, int status, String error, @Nullable String field) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).startsWith("{\"ok\":false,\"error\":\"" + error + "\",\"message\":\"");
        if (field == null) {
            assertThat(answer.body()).doesNotContain("\"field\"");
        } else {
            assertThat(answer.body()).endsWith(",\"field\":\"" + field + "\"}");
        }
    }
}
