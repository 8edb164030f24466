package io.punchgate.query.person;

import static io.punchgate.query.RunningQuerySide.json;
import static io.punchgate.query.TestEvents.customer;
import static io.punchgate.query.TestEvents.device;
import static io.punchgate.query.TestPunches.correction;
import static io.punchgate.query.person.GonePeople.DAYS;
import static io.punchgate.query.person.GonePeople.IN;
import static io.punchgate.query.person.GonePeople.NOW;
import static io.punchgate.query.person.GonePeople.PERSONAL;
import static io.punchgate.query.person.GonePeople.day;
import static io.punchgate.query.person.GonePeople.erased;
import static io.punchgate.query.person.GonePeople.punch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.Streams;
import io.punchgate.api.customer.CustomerEvent.PersonErased;
import io.punchgate.api.customer.Role;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PunchType;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.TestPunches;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.person.PersonKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Two people of three are erased: what lists, exports and answers as of before show of them, in two processes. */
class ErasedPeopleTest {

    private static final List<String> LISTS = List.of(
            "/api/v1/punches?limit=1000",
            "/api/v1/punches?order=time&sn=SN1",
            "/api/v1/punches?type=CheckIn&transport=http&from=" + day(-1),
            "/api/v1/attendance?" + DAYS,
            "/api/v1/presence/users");

    private static RunningQuerySide side;
    private static RunningQuerySide other;
    private static final List<PunchRecorded> PUNCHES = new ArrayList<>();
    private static final Map<String, JsonNode> BEFORE = new LinkedHashMap<>();
    private static String asOf = "";
    private static String etag = "";

    @BeforeAll
    static void recordAndErase() {
        String database = TestDatabase.freshUrl();
        side = new RunningQuerySide(database);
        other = new RunningQuerySide(database);
        side.append(Streams.customer("acme"), NOW, customer("acme"));
        side.append(Streams.device("SN1"), NOW, device("SN1", "acme"));
        for (String user : List.of("gone-1", "stays", "gone-2")) {
            PUNCHES.add(punch(user, IN.minusSeconds(7_200), PunchType.CheckIn));
            PUNCHES.add(punch(user, IN.minusSeconds(3_600), PunchType.CheckOut));
            PUNCHES.add(punch(user, IN, PunchType.CheckIn));
        }
        side.append(Streams.device("SN1"), NOW, PUNCHES.toArray(PunchRecorded[]::new));
        side.append(
                Streams.device("SN1"),
                NOW,
                correction(PUNCHES.getFirst(), null, IN.minusSeconds(7_000).toString()));
        LISTS.forEach(list -> BEFORE.put(list, rows(side, list)));
        LISTS.forEach(list -> assertThat(rows(other, list)).isEqualTo(BEFORE.get(list)));
        etag = one(side).headers().firstValue("ETag").orElseThrow();
        asOf = "as_of_position=" + (2 + PUNCHES.size() + 1);

        side.append(Streams.customer("acme"), NOW, new PersonErased("acme", "e-1", GonePeople.ids(side), "k1", NOW));
    }

    @AfterAll
    static void stop() {
        side.close();
        other.close();
    }

    private static HttpResponse<String> get(RunningQuerySide from, String path) {
        HttpResponse<String> answer = from.getWith(side.key("acme", Role.AUDITOR), path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static JsonNode rows(RunningQuerySide from, String list) {
        return json(get(from, list)).path("data");
    }

    private static HttpResponse<String> one(RunningQuerySide from) {
        return get(from, "/api/v1/punches/" + PUNCHES.getFirst().punchId());
    }

    @Test
    void givenErasedPeople_whenListed_thenAllElseStaysAsItWasInEachProcessWithinASecond() {
        for (String list : LISTS) {
            JsonNode expected = erased(Objects.requireNonNull(BEFORE.get(list)).deepCopy());
            assertThat(expected.toString())
                    .contains("\"user_id\":null", "stays")
                    .doesNotContain(PERSONAL);
            assertThat(rows(side, list)).as(list).isEqualTo(expected);
            await().atMost(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(rows(other, list)).as(list).isEqualTo(expected));
        }
        assertThat(one(side).body())
                .contains("\"user_id\":null", "\"erased\":true")
                .doesNotContain(PERSONAL);
        assertThat(one(side).headers().firstValue("ETag").orElseThrow()).isNotEqualTo(etag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/punches?", "/punches?order=time&", "/attendance?"})
    void givenErasedPeople_whenAskedAsOfBefore_thenTheAnswerIsTheSameButForThem(String list) {
        String path = list + (list.contains("attendance") ? DAYS + "&" : "");
        JsonNode now = rows(side, "/api/v1" + path + "limit=1000");

        assertThat(rows(side, "/api/audit/v1" + path + asOf))
                .hasSizeGreaterThan(2)
                .isEqualTo(now);
        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(
                                get(other, "/api/audit/v1" + path + asOf).body())
                        .doesNotContain(PERSONAL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson"})
    void givenErasedPeople_whenExported_thenTheirRowsAreThereWithoutThem(String format) {
        String punches = get(side, "/api/v1/exports/punches?format=" + format).body();
        String days = get(side, "/api/v1/exports/attendance?" + DAYS + "&format=" + format)
                .body();

        assertThat(punches.lines().filter(line -> line.contains("true"))).hasSize(6);
        assertThat(punches).contains("stays").doesNotContain(PERSONAL);
        assertThat(days).contains("stays").doesNotContain(PERSONAL);
    }

    @Test
    void givenErasedPeople_whenExportedAsAWorkbook_thenItTellsNothingOfThem() throws IOException {
        byte[] workbook = side.ask("GET", "acme", "/api/v1/exports/punches?format=xlsx", BodyHandlers.ofByteArray())
                .body();
        StringBuilder text = new StringBuilder();
        try (ZipInputStream parts = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            while (parts.getNextEntry() != null) {
                text.append(new String(parts.readAllBytes(), StandardCharsets.UTF_8));
            }
        }

        assertThat(text).contains("stays", "erased").doesNotContain(PERSONAL);
    }

    @Test
    void givenErasedPeople_whenReplayed_thenTheRowsAreThoseOfTheEvents() {
        HttpResponse<String> begun = side.post(null, "/api/audit/v1/replays", "{}");
        String replay = "/api/audit/v1/replays/" + json(begun).path("id").asString();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> json(side.get(replay)).path("status").asString().equals("done"));

        assertThat(json(side.get(replay)).path("differences")).isEmpty();
    }

    @Test
    void givenAnErasedPerson_whenRecordedAgain_thenThatIsAnotherPerson() {
        side.append(Streams.customer("anew"), NOW, customer("anew"));
        side.append(Streams.device("SN2"), NOW, device("SN2", "anew"));
        TestPunches gate = new TestPunches("anew", "SN2", "http");
        side.append(
                Streams.device("SN2"), NOW, gate.punch("7", IN.minusSeconds(60).toString(), PunchType.CheckIn));
        UUID person = side.bean(PersonKeys.class).personOf("anew", "7").orElseThrow();
        side.append(Streams.customer("anew"), NOW, new PersonErased("anew", "e-2", List.of(person), "k1", NOW));
        assertThat(found("/api/v1/punches?user_id=7")).isEmpty();
        assertThat(found("/api/v1/attendance?user_id=7&" + DAYS)).isEmpty();

        side.append(Streams.device("SN2"), NOW, gate.punch("7", NOW.toString(), PunchType.CheckOut));

        assertThat(found("/api/v1/punches?user_id=7")).hasSize(1);
        assertThat(found("/api/v1/punches")).hasSize(2);
        assertThat(found("/api/v1/attendance?user_id=7&" + DAYS))
                .singleElement()
                .satisfies(day -> {
                    assertThat(day.path("worked_seconds").asInt()).isZero();
                    assertThat(day.path("punches").asInt()).isEqualTo(1);
                });
        assertThat(found("/api/v1/attendance?" + DAYS)).hasSize(2);
        assertThat(side.bean(PersonKeys.class).personOf("anew", "7"))
                .isPresent()
                .isNotEqualTo(Optional.of(person));
    }

    private static JsonNode found(String path) {
        return json(side.getAs("anew", Role.INTEGRATOR, path)).path("data");
    }
}
