package io.punchgate.command.gateway.http;

import static io.punchgate.command.gateway.http.AttendanceServer.NOW;
import static io.punchgate.command.gateway.http.AttendanceServer.SN;
import static io.punchgate.command.gateway.http.AttendanceServer.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.Subscription;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttendanceApiTest {

    private static final String PUNCH = "{\"user_id\":\"%s\",\"att_time\":\"2026-06-21 09:30:00\",\"att_state\":1}";
    private static final Subscription ENDED = new Subscription(NOW.minusSeconds(60), NOW);

    @SuppressWarnings("NullAway.Init")
    private static AttendanceServer server;

    @BeforeAll
    static void start() {
        server = new AttendanceServer(10_000);
        server.register("ENDED", ENDED, true);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void givenPunch_whenPosted_thenStoredOnce() {
        server.register("ONCE", null, true);
        var request = server.request("punch", "ONCE", TOKEN).POST(BodyPublishers.ofString(PUNCH.formatted("1")));
        HttpResponse<String> first = server.send(request);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).isEqualTo("{\"ok\":true}");
        assertThat(first.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(server.send(request).body()).isEqualTo("{\"ok\":true,\"duplicate\":true}");
        // A body that comes after its headers is read once the device is known, which is a sighting of it.
        assertThat(server.events("ONCE"))
                .filteredOn(event -> !(event instanceof DeviceSeen))
                .singleElement()
                .isInstanceOf(PunchRecorded.class);
    }

    @Test
    void givenRows_whenPosted_thenResultsInTheirOrder() {
        String row = PUNCH.formatted("rows");
        HttpResponse<String> answer =
                server.post("punches", "{\"punches\":[" + row + ",{\"user_id\":1},7," + row + "]}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"ok\":true,\"results\":[{\"ok\":true},{\"ok\":false,\"error\":\"invalid_field\"")
                .contains("\"field\":\"att_time\"},{\"ok\":false,\"error\":\"invalid_json\"")
                .endsWith("{\"ok\":true,\"duplicate\":true}]}");
    }

    @Test
    void givenNoRows_whenPosted_thenNoResults() {
        assertThat(server.post("punches", "{\"punches\":[]}").body()).isEqualTo("{\"ok\":true,\"results\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"punches\":null}", "{\"punches\":{}}"})
    void givenNoArrayOfRows_whenPosted_thenNamed(String body) {
        assertError(server.post("punches", body), 400, "invalid_field", "punches");
    }

    @Test
    void givenTooManyRows_whenPosted_thenTooLarge() {
        assertThat(server.post("punches", "{\"punches\":[" + "0,".repeat(499) + "0]}")
                        .statusCode())
                .isEqualTo(200);
        assertError(server.post("punches", "{\"punches\":[" + "0,".repeat(500) + "0]}"), 413, "too_large", null);
    }

    @Test
    void givenHeartbeat_whenPostedOrGot_thenServerTime() {
        String answer = "{\"ok\":true,\"server_time\":\"2026-06-21T04:00:01Z\"}";
        assertThat(server.post("heartbeat", "not JSON").body()).isEqualTo(answer);
        assertThat(server.get("heartbeat").body()).isEqualTo(answer);
    }

    @Test
    void givenSubscription_whenValidityIsAsked_thenItsDates() {
        assertThat(server.get("validity").body())
                .isEqualTo("{\"ok\":true,\"valid\":true,\"valid_from\":null,\"valid_until\":null}");
        assertThat(server.send(server.request("validity", "ENDED", TOKEN).POST(BodyPublishers.noBody()))
                        .body())
                .isEqualTo("{\"ok\":true,\"valid\":false,\"valid_from\":\"2026-06-21T03:59:01Z\","
                        + "\"valid_until\":\"2026-06-21T04:00:01Z\"}");
    }

    @Test
    void givenDevice_whenConfigIsAsked_thenSettingsAndTables() {
        assertThat(server.get("config").body())
                .isEqualTo("{\"ok\":true,\"sn\":\"" + SN + "\",\"label\":\"Main Gate\",\"time_zone\":\"Asia/Kolkata\","
                        + "\"heartbeat_seconds\":60,\"offline_after_seconds\":180,\"states\":{\"0\":\"CheckOut\","
                        + "\"1\":\"CheckIn\",\"2\":\"BreakOut\",\"3\":\"BreakIn\",\"4\":\"OverTimeIn\","
                        + "\"5\":\"OverTimeOut\",\"6\":\"MealOut\",\"7\":\"MealIn\",\"9\":\"MealIn\"},"
                        + "\"inputs\":{\"1\":\"Fingerprint\",\"2\":\"Card\",\"3\":\"Password\",\"4\":\"Card\","
                        + "\"15\":\"Face\",\"25\":\"Palm\"},\"max_batch\":500,"
                        + "\"server_time\":\"2026-06-21T04:00:01Z\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "Punch", "punch/", "punch/x"})
    void givenUnknownOperation_whenCalled_thenNotFound(String operation) {
        assertError(server.get(operation), 404, "not_found", null);
    }

    @ParameterizedTest
    @CsvSource({
        "punch, GET, 'POST, OPTIONS'",
        "config, POST, 'GET, HEAD, OPTIONS'",
        "heartbeat, DELETE, 'GET, HEAD, POST, OPTIONS'"
    })
    void givenWrongMethod_whenCalled_thenAllowed(String operation, String method, String allow) {
        HttpResponse<String> answer =
                server.send(server.request(operation, SN, TOKEN).method(method, BodyPublishers.noBody()));
        assertError(answer, 405, "method_not_allowed", null);
        assertThat(answer.headers().firstValue("Allow")).hasValue(allow);
    }

    @Test
    void givenHeadOrOptions_whenCalled_thenNoBody() {
        HttpResponse<String> head =
                server.send(server.request("config", SN, TOKEN).HEAD());
        assertThat(head.statusCode()).isEqualTo(200);
        HttpResponse<String> options = server.send(server.request("punch").method("OPTIONS", BodyPublishers.noBody()));
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("Allow")).hasValue("POST, OPTIONS");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, 200",
        "application/json; charset=UTF-8, 200",
        "application/vnd.acme+json, 200",
        "text/plain, 415",
        "application/x-www-form-urlencoded, 415",
        "multipart/form-data; boundary=x, 415",
        "application/json; charset=utf-16, 415",
        "nonsense, 415",
    })
    void givenContentType_whenPosted_thenOnlyJson(String type, int status) {
        assertThat(server.send(server.request("punch", SN, TOKEN)
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofString(PUNCH.formatted("type"))))
                        .statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"identity, 200", "gzip, 415", "br, 415"})
    void givenContentEncoding_whenPosted_thenOnlyIdentity(String encoding, int status) {
        assertThat(server.send(server.request("punch", SN, TOKEN)
                                .header("Content-Encoding", encoding)
                                .POST(BodyPublishers.ofString(PUNCH.formatted("encoding"))))
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void givenBadPunch_whenPosted_thenFieldIsNamed() {
        assertError(server.post("punch", "{\"user_id\":1}"), 400, "invalid_field", "att_time");
        assertError(server.post("punch", "[]"), 400, "invalid_json", null);
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
