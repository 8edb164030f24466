package io.punchgate.query.person;

import static io.punchgate.query.RunningQuerySide.json;
import static io.punchgate.query.TestEvents.customer;
import static io.punchgate.query.TestEvents.device;
import static io.punchgate.query.person.GonePeople.DAYS;
import static io.punchgate.query.person.GonePeople.IN;
import static io.punchgate.query.person.GonePeople.NOW;
import static io.punchgate.query.person.GonePeople.PERSONAL;
import static io.punchgate.query.person.GonePeople.punch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.Streams;
import io.punchgate.api.customer.CustomerEvent.PersonErased;
import io.punchgate.api.customer.Role;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PunchType;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.person.PersonKeys;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Punches whose events were stored before there were keys. */
class PlainPunchesTest {

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide();

    /** Stores an event as a version without keys did. */
    private static void store(PunchRecorded punch) {
        String stream = Streams.device(punch.sn());
        Map<String, Object> record = Map.of(
                "id",
                UUID.randomUUID(),
                "stream",
                stream,
                "sequence",
                1,
                "at",
                NOW.toString(),
                "salt",
                "c2FsdA==",
                "payload",
                punch);
        String type = EventRecords.storedName(punch);
        SIDE.bean(JdbcClient.class)
                .sql("""
                        with moved as (update log.head set position = position + 1 returning position)
                        insert into log.event (position, stream, sequence, type, recorded_at, record)
                        select position, ?, 1, ?, cast(? as timestamptz), ? from moved
                        """)
                .params(
                        stream,
                        type,
                        NOW.toString(),
                        "{\"type\":\"" + type + "\","
                                + JsonMapper.shared().writeValueAsString(record).substring(1))
                .update();
    }

    private static JsonNode rows(String path) {
        HttpResponse<String> answer = SIDE.getAs("acme", Role.INTEGRATOR, "/api/v1/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).path("data");
    }

    @Test
    void givenPunchesOfATimeBeforeKeys_whenThePersonComesAgainAndIsErased_thenItIsOnePersonWhoIsGone() {
        SIDE.append(Streams.customer("acme"), NOW, customer("acme"));
        SIDE.append(Streams.device("SN1"), NOW, device("SN1", "acme"));
        store(punch("gone-1", IN.minusSeconds(3_600), PunchType.CheckIn));
        assertThat(rows("punches?user_id=gone-1")).hasSize(1);
        SIDE.append(Streams.device("SN2"), NOW, punch("gone-1", IN, PunchType.CheckOut));

        assertThat(rows("punches?user_id=gone-1"))
                .hasSize(2)
                .allSatisfy(row ->
                        assertThat(row.path("location").path("lat").asDouble()).isEqualTo(12.345678));
        assertThat(rows("attendance?" + DAYS)).singleElement().satisfies(day -> {
            assertThat(day.path("user_id").asString()).isEqualTo("gone-1");
            assertThat(day.path("worked_seconds").asInt()).isEqualTo(3_600);
        });

        UUID person = SIDE.bean(PersonKeys.class).personOf("acme", "gone-1").orElseThrow();
        SIDE.append(Streams.customer("acme"), NOW, new PersonErased("acme", "e-1", List.of(person), "k1", NOW));

        assertThat(rows("punches?user_id=gone-1")).isEmpty();
        assertThat(rows("punches"))
                .hasSize(2)
                .allMatch(row -> row.path("erased").booleanValue());
        assertThat(rows("punches").toString() + rows("attendance?" + DAYS)).doesNotContain(PERSONAL);
        assertThat(SIDE.bean(JdbcClient.class)
                        .sql("select to_jsonb(p)::text from query.punch p")
                        .query(String.class)
                        .list()
                        .toString())
                .doesNotContain(PERSONAL);
        String replay = "/api/audit/v1/replays/"
                + json(SIDE.post(null, "/api/audit/v1/replays", "{}"))
                        .path("id")
                        .asString();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> json(SIDE.get(replay)).path("status").asString().equals("done"));
        assertThat(json(SIDE.get(replay)).path("differences")).isEmpty();
    }
}
