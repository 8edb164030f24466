package io.punchgate.query.listing;

import static io.punchgate.query.RunningQuerySide.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.TestEvents;
import io.punchgate.query.TestPunches;
import io.punchgate.runtime.TestDatabase;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Headers, methods and the form of refusals, which all calls of integrators share. */
class IntegratorHttpTest {

    private static final String DAYS = "/api/v1/attendance?from=2026-06-01&to=2026-06-30";
    /** The server's own, of the connection and the body. */
    private static final Set<String> OF_EACH_ANSWER =
            Set.of("date", "connection", "keep-alive", "content-length", "transfer-encoding");

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide(
            TestDatabase.freshUrl(),
            "--server.compression.enabled=true",
            "--server.compression.mime-types=application/json,application/problem+json",
            "--server.compression.min-response-size=2KB");

    private static String punchId = "";

    @BeforeAll
    static void append() {
        SIDE.append(Streams.device("SN-H1"), TestEvents.AT, TestEvents.device("SN-H1", "acme"));
        SIDE.append(Streams.device("SN-H2"), TestEvents.AT, TestEvents.device("SN-H2", "acme"));
        TestPunches device = new TestPunches("acme", "SN-H1", "http");
        PunchRecorded[] punches = IntStream.range(0, 30)
                .mapToObj(n -> device.punch("u" + n, "2026-06-21T09:00:00+05:30", null))
                .toArray(PunchRecorded[]::new);
        SIDE.append(Streams.device("SN-H1"), TestPunches.RECORDED_AT, punches);
        punchId = punches[0].punchId();
    }

    private static HttpResponse<String> ask(String method, String path, String... headers) {
        return SIDE.ask(method, "acme", path, BodyHandlers.ofString(), headers);
    }

    private static HttpResponse<String> get(String path, String... headers) {
        return ask("GET", path, headers);
    }

    private static String url(String path) {
        return path.replace("{punch}", punchId);
    }

    private static Map<String, List<String>> lasting(HttpHeaders headers) {
        Map<String, List<String>> lasting = new TreeMap<>(headers.map());
        lasting.keySet().removeIf(name -> OF_EACH_ANSWER.contains(name));
        return lasting;
    }

    @Test
    void givenAPunch_whenReadById_thenItAlsoHasItsLabelAndServiceTag() {
        JsonNode listed = json(get("/api/v1/punches?limit=1")).path("data").get(0);
        JsonNode single = json(get("/api/v1/punches/" + punchId));

        assertThat(single.path("label").stringValue()).isEqualTo("Main Gate");
        assertThat(single.path("service_tag_id").stringValue()).isEqualTo("ST-1");
        for (Map.Entry<String, JsonNode> key : listed.properties()) {
            assertThat(single.path(key.getKey())).isEqualTo(key.getValue());
        }
    }

    @Test
    void givenAPunchThatWasRead_whenItIsAskedForAgain_thenItIsNotSentUnlessItChanged() {
        SIDE.append(Streams.device("SN-H3"), TestEvents.AT, TestEvents.device("SN-H3", "acme"));
        PunchRecorded punch = new TestPunches("acme", "SN-H3", "http").punch("tagged", "2026-05-21T09:00:00Z", null);
        SIDE.append(Streams.device("SN-H3"), TestPunches.RECORDED_AT, punch);
        String path = "/api/v1/punches/" + punch.punchId();
        HttpResponse<String> first = get(path);
        String tag = first.headers().firstValue("ETag").orElseThrow();

        assertThat(first.headers().allValues("Cache-Control")).containsExactly("private, no-cache");
        assertThat(get(path).headers().firstValue("ETag")).hasValue(tag);
        for (String asked : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            HttpResponse<String> again = get(path, "If-None-Match", asked);
            assertThat(again.statusCode()).as(asked).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers().firstValue("ETag")).hasValue(tag);
            assertThat(again.headers().allValues("Cache-Control")).containsExactly("private, no-cache");
        }
        assertThat(ask("HEAD", path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);

        var correction = TestPunches.correction(punch, null, null);
        SIDE.append(Streams.device("SN-H3"), TestEvents.AT, correction);
        HttpResponse<String> changed = get(path, "If-None-Match", tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(json(changed).path("corrections")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/punches",
                "/api/v1/punches?order=time",
                "/api/v1/punches/{punch}",
                DAYS,
                "/api/v1/presence",
                "/api/v1/presence/users",
                "/api/v1/deliveries",
                "/api/v1/deliveries/summary",
                "/api/v1/deliveries/monitor",
                "/api/v1/punches/none",
                "/api/v1/punches?limit=0",
                "/api/v1/nothing"
            })
    void givenACall_whenAsked_thenItsHeadersAreSafeAndHeadHasTheSameWithoutABody(String path) {
        HttpResponse<String> got = get(url(path), "Accept-Encoding", "gzip", "Origin", "https://other.example");
        HttpResponse<String> head =
                ask("HEAD", url(path), "Accept-Encoding", "gzip", "Origin", "https://other.example");

        assertThat(got.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(got.headers().firstValue("Cache-Control"))
                .hasValue(path.endsWith("{punch}") ? "private, no-cache" : "no-store");
        assertThat(got.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
        assertThat(head.statusCode()).isEqualTo(got.statusCode());
        assertThat(lasting(head.headers())).isEqualTo(lasting(got.headers()));
        assertThat(head.body()).isEmpty();
        assertThat(ask("OPTIONS", url(path), "Origin", "https://other.example", "Access-Control-Request-Method", "GET")
                        .headers()
                        .map()
                        .keySet())
                .noneMatch(name -> name.startsWith("access-control-"));
    }

    @Test
    void givenAListOverTwoKilobytes_whenItIsAskedForInGzip_thenItComesSo() {
        assertThat(get("/api/v1/punches", "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding"))
                .hasValue("gzip");
        assertThat(get("/api/v1/punches").headers().firstValue("Content-Encoding"))
                .isEmpty();
        assertThat(get("/api/v1/punches?limit=1", "Accept-Encoding", "gzip")
                        .headers()
                        .firstValue("Content-Encoding"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/v1/nothing,         404, not_found",
        "GET,    /api/v1/punches/none,    404, not_found",
        "GET,    /api/v1/deliveries/none, 404, not_found",
        "DELETE, /api/v1/punches,         405, method_not_allowed",
        "PUT,    /api/v1/presence,        405, method_not_allowed",
        "POST,   /api/v1/exports/punches, 405, method_not_allowed"
    })
    void givenACallThatIsNotThere_whenAsked_thenItIsRefusedAsAProblem(
            String method, String path, int status, String code) {
        HttpResponse<String> refused = ask(method, path);

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThatItIsAProblem(refused, code);
        assertThat(refused.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "image/png"})
    void givenATypeThatIsNotSpoken_whenAsked_thenItIsRefusedAsAProblem(String type) {
        HttpResponse<String> refused = get("/api/v1/punches", "Accept", type);

        assertThat(refused.statusCode()).isEqualTo(406);
        assertThatItIsAProblem(refused, "not_acceptable");
        assertThat(get("/api/v1/punches/" + punchId, "Accept", type).statusCode())
                .isEqualTo(406);
    }

    private static void assertThatItIsAProblem(HttpResponse<String> refused, String code) {
        assertThat(refused.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        JsonNode problem = json(refused);
        assertThat(problem.path("code").stringValue()).isEqualTo(code);
        assertThat(problem.path("status").intValue()).isEqualTo(refused.statusCode());
        for (String member : List.of("type", "title", "detail", "instance")) {
            assertThat(problem.path(member).isString()).as(member).isTrue();
        }
    }
}
