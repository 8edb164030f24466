package io.punchgate.query.projection;

import static io.punchgate.query.RunningQuerySide.json;
import static io.punchgate.query.TestEvents.AT;
import static io.punchgate.query.TestEvents.device;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.Role;
import io.punchgate.api.device.DeviceEvent.DeviceChanged;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.TestPunches;
import io.punchgate.runtime.log.EventFamilies;
import io.punchgate.runtime.log.deadletter.DeadLetters;
import io.punchgate.runtime.log.read.LogReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Events that a read model cannot take. A check that its table is given stands for a fault in the event's handler. */
class SetAsideTest {

    private static final Duration MAX = Duration.ofSeconds(60);

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide();

    private static JdbcTemplate jdbc() {
        return SIDE.bean(JdbcTemplate.class);
    }

    @AfterEach
    void mend() {
        jdbc().execute("alter table query.punch drop constraint if exists no_poison");
        jdbc().execute("alter table query.registry_device drop constraint if exists no_poison");
    }

    private static List<JsonNode> setAside(String processor) {
        return json(SIDE.get("/api/admin/v1/dead-letters"))
                .path("data")
                .valueStream()
                .filter(event -> event.get("processor").asString().equals(processor))
                .toList();
    }

    private static int punches(String customerId) {
        return json(SIDE.getAs(customerId, Role.INTEGRATOR, "/api/v1/punches"))
                .path("data")
                .size();
    }

    /** The health of the read model, to those with that token. */
    private static JsonNode attendance(@Nullable String token) {
        return json(SIDE.getWith(token, "/actuator/health/readiness"))
                .path("components")
                .path("projections")
                .path("components")
                .path("attendance");
    }

    private static void retry(JsonNode event) {
        assertThat(SIDE.bean(DeadLetters.class).retry(event.get("id").asLong())).isTrue();
    }

    @Test
    void givenPunchesThatAReadModelCannotTake_whenOthersComeWithThem_thenTheyAloneAreSetAsideAndTakenOnceTheyCanBe() {
        TestPunches punches = new TestPunches("bad", "SN-POISON", "http");
        PunchRecorded[] events = IntStream.range(0, 100)
                .mapToObj(n -> punches.punch(Integer.toString(n), "2026-06-21T09:00:00Z", null))
                .toArray(PunchRecorded[]::new);
        jdbc().execute("alter table query.punch add constraint no_poison check (id not in ('%s', '%s', '%s'))"
                .formatted(events[13].punchId(), events[14].punchId(), events[77].punchId()));
        SIDE.append(Streams.device("SN-POISON"), AT, device("SN-POISON", "bad"));
        SIDE.append(Streams.device("SN-POISON"), AT, events);

        await().atMost(MAX).untilAsserted(() -> assertThat(punches("bad")).isEqualTo(97));
        assertThat(setAside("attendance")).hasSize(3).allSatisfy(event -> {
            assertThat(event.get("type").asString()).isEqualTo("punch-recorded");
            assertThat(event.get("stream").asString()).isEqualTo(Streams.device("SN-POISON"));
            assertThat(event.get("error").asString()).isEqualTo("SQLState 23514");
            assertThat(event.get("reason").asString()).contains("no_poison");
            assertThat(event.get("position").asLong()).isPositive();
        });

        await().atMost(MAX)
                .until(() -> attendance(RunningQuerySide.METRICS_TOKEN)
                                .path("details")
                                .path("events_set_aside")
                                .asLong()
                        == 3);
        assertThat(attendance(null).path("status").asString()).isEqualTo("UP");

        JsonNode first = setAside("attendance").getFirst();
        retry(first);
        await().atMost(MAX)
                .until(() -> !setAside("attendance")
                        .getFirst()
                        .get("retry_requested")
                        .asBoolean());
        assertThat(setAside("attendance")).hasSize(3);

        mend();
        setAside("attendance").forEach(SetAsideTest::retry);
        await().atMost(MAX)
                .untilAsserted(() -> assertThat(setAside("attendance")).isEmpty());
        assertThat(punches("bad")).isEqualTo(100);
    }

    @Test
    void givenARegistrationThatAReadModelCannotTake_whenItIsChanged_thenTheChangeWaitsBehindAndOtherDevicesGoOn() {
        jdbc().execute("alter table query.registry_device add constraint no_poison check (sn <> 'SN-BAD')");
        SIDE.append(Streams.device("SN-BAD"), AT, device("SN-BAD", "acme"));
        await().atMost(MAX).untilAsserted(() -> assertThat(setAside("device")).hasSize(1));
        SIDE.append(
                Streams.device("SN-BAD"),
                AT,
                new DeviceChanged("SN-BAD", "moved", device("SN-BAD", "moved").settings(), AT));
        SIDE.append(Streams.device("SN-GOOD"), AT, device("SN-GOOD", "acme"));

        await().atMost(MAX)
                .untilAsserted(() -> assertThat(
                                SIDE.get("/api/admin/v1/devices/SN-GOOD").statusCode())
                        .isEqualTo(200));
        await().atMost(MAX).untilAsserted(() -> assertThat(setAside("device")).hasSize(2));
        assertThat(SIDE.get("/api/admin/v1/devices/SN-BAD").statusCode()).isEqualTo(404);

        mend();
        retry(setAside("device").getLast());
        await().atMost(MAX).untilAsserted(() -> assertThat(setAside("device")).isEmpty());
        assertThat(json(SIDE.get("/api/admin/v1/devices/SN-BAD"))
                        .get("customer_id")
                        .asString())
                .isEqualTo("moved");
    }

    @Test
    void givenNoToken_whenTheHealthIsRead_thenThePartsAreNamedAndNothingElseIsThere() {
        HttpResponse<String> readiness = SIDE.getWith(null, "/actuator/health/readiness");
        assertThat(json(readiness).path("components").propertyNames()).contains("db", "projections");
        assertThat(attendance(null).has("details")).isFalse();
        assertThat(attendance(RunningQuerySide.METRICS_TOKEN)
                        .path("details")
                        .path("why")
                        .asString())
                .isEqualTo("follows");
        assertThat(SIDE.getWith(null, "/actuator/prometheus").statusCode()).isEqualTo(401);
        assertThat(SIDE.getWith("wrong", "/actuator/prometheus").statusCode()).isEqualTo(401);
        assertThat(SIDE.getWith(RunningQuerySide.METRICS_TOKEN, "/actuator/prometheus")
                        .body())
                .contains("punchgate_dead_letters");
        for (String path : List.of("/actuator", "/actuator/health", "/actuator/health/readiness/db", "/actuator/env")) {
            assertThat(SIDE.getWith(RunningQuerySide.METRICS_TOKEN, path).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void givenEventsWithAnyText_whenTheReadModelsTakeThem_thenNoneIsSetAsideAndAllAreCurrent() {
        int before = json(SIDE.get("/api/admin/v1/dead-letters")).path("data").size();
        List<Class<? extends DomainEvent>> types = EventFamilies.events().toList();
        for (int text = 0; text < AnyText.TEXTS.size(); text++) {
            String id = "any-" + text;
            String given = AnyText.TEXTS.get(text);
            DomainEvent[] events =
                    types.stream().map(type -> AnyText.event(type, given, id)).toArray(DomainEvent[]::new);
            SIDE.append(Streams.device(id), AT, events);
        }
        long head = SIDE.bean(LogReader.class).head();
        await().atMost(MAX)
                .untilAsserted(() -> assertThat(jdbc().queryForList(
                                        "select name from query.projection_position where position < ?",
                                        String.class,
                                        head))
                        .isEmpty());
        assertThat(json(SIDE.get("/api/admin/v1/dead-letters"))
                        .path("data")
                        .valueStream()
                        .skip(before)
                        .toList())
                .isEmpty();
        for (String path : List.of("devices/any-0", "devices/any-0/rejected", "customers/any-0", "devices")) {
            assertThat(SIDE.get("/api/admin/v1/" + path).statusCode()).isEqualTo(200);
        }
    }
}
