package io.punchgate.query.attendance.punch;

import static io.punchgate.query.RunningQuerySide.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.Streams;
import io.punchgate.api.customer.Role;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.Location;
import io.punchgate.api.device.PunchType;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.TestPunches;
import io.punchgate.runtime.OneByOne;
import io.punchgate.runtime.sql.ConnectionPools;
import io.punchgate.runtime.sql.DatabaseSettings;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@OneByOne
class PunchListTest {

    private static final Instant AT = TestPunches.RECORDED_AT;

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide();

    private static HttpResponse<String> get(String customer, String query) {
        return SIDE.getAs(customer, Role.INTEGRATOR, "/api/v1/punches" + query);
    }

    private static List<String> users(String customer, String query) {
        List<String> users = new ArrayList<>();
        json(get(customer, query))
                .path("data")
                .forEach(row -> users.add(row.path("user_id").stringValue()));
        return users;
    }

    private static void append(PunchRecorded... punches) {
        SIDE.append(Streams.device(punches[0].sn()), AT, punches);
    }

    @Test
    void givenReadersHoldEveryConnectionOfTheirs_whenAPunchIsAppended_thenItsReadModelIsWritten() throws Exception {
        DataSource reading = SIDE.bean(ConnectionPools.class).reading();
        int all = SIDE.bean(DatabaseSettings.class).readingConnectionsMax();
        List<Connection> held = new ArrayList<>();
        try {
            while (held.size() < all) {
                held.add(reading.getConnection());
            }
            append(new TestPunches("held", "SN-HELD", "http").punch("1001", "2026-06-21T09:30:00+05:30", null));

            JdbcTemplate own = SIDE.bean(JdbcTemplate.class);
            await().until(() -> !own.queryForList("select 1 from query.punch where customer_id = 'held'")
                    .isEmpty());
            assertThat(SIDE.getWith(null, "/actuator/health/readiness").statusCode())
                    .isEqualTo(200);
        } finally {
            for (Connection each : held) {
                each.close();
            }
        }
    }

    @Test
    void givenAPunch_whenRead_thenEveryKeyIsThere() {
        append(new PunchRecorded(
                "01f0aa00-0000-7000-8000-000000000001",
                "SN-FULL",
                "full",
                "Gate",
                "1001",
                Instant.parse("2026-06-21T04:00:00Z"),
                LocalDateTime.parse("2026-06-21T09:30:00"),
                "+05:30",
                "2026-06-21 09:30:00",
                PunchType.CheckIn,
                null,
                "1",
                InputType.Face,
                "15",
                new Location(12.5, 77.25, 8.0),
                36.6,
                true,
                "adms",
                AT,
                true,
                null,
                null));
        String row = """
                {"id":"01f0aa00-0000-7000-8000-000000000001","sn":"SN-FULL","user_id":"1001","time":"2026-06-21T04:00:00Z",\
                "local_time":"2026-06-21T09:30:00","offset":"+05:30","att_time_raw":"2026-06-21 09:30:00",\
                "type":"CheckIn","state_raw":"1","input_type":"Face","input_raw":"15",\
                "location":{"lat":12.5,"lng":77.25,"accuracy":8.0},"temperature":36.6,"face_mask":true,\
                "transport":"adms","recorded_at":"2026-06-21T04:00:01.250Z","clock_suspect":true,"corrections":[],"erased":false}""";

        assertThat(get("full", "/01f0aa00-0000-7000-8000-000000000001").body())
                .isEqualTo(row.substring(0, row.length() - 1)
                        + ",\"label\":\"Gate\",\"service_tag_id\":null,\"pushed_type\":\"CheckIn\"}");
        assertThat(get("full", "").body()).startsWith("{\"data\":[" + row + "],\"next_cursor\":\"");
        assertThat(get("full", "").body()).endsWith("\",\"has_more\":false,\"rules\":\"pairing-1\"}");
    }

    @Test
    void givenAPunchWithoutOptions_whenRead_thenTheyAreNull() {
        append(new TestPunches("bare", "SN-BARE", "http").punch("1", "2026-06-21T09:00:00Z", null));

        JsonNode row = json(get("bare", "")).path("data").get(0);

        for (String key : List.of("type", "state_raw", "location", "temperature", "face_mask")) {
            assertThat(row.has(key) && row.path(key).isNull()).as(key).isTrue();
        }
        JsonNode byId = json(get("bare", "/" + row.path("id").stringValue()));
        assertThat(byId.path("type").isNull()).isTrue();
        assertThat(byId.path("pushed_type").stringValue()).isEqualTo("CheckIn");
    }

    @Test
    void givenAnothersPunch_whenRead_thenNotFound() {
        PunchRecorded punch = new TestPunches("owner", "SN-OWN", "http").punch("1", "2026-06-21T09:00:00Z", null);
        append(punch);

        assertThat(get("stranger", "/" + punch.punchId()).statusCode()).isEqualTo(404);
        assertThat(get("stranger", "/unknown").statusCode()).isEqualTo(404);
        assertThat(users("stranger", "")).isEmpty();
    }

    @Test
    void givenACursor_whenAskedAgainLater_thenItGoesOnWithoutAMissOrARepeat() {
        TestPunches device = new TestPunches("tail", "SN-TAIL", "http");
        List<String> seen = new ArrayList<>();
        String cursor = json(get("tail", "")).path("next_cursor").stringValue();
        for (int round = 0; round < 4; round++) {
            append(
                    device.punch("a" + round, "2026-06-21T09:00:00Z", null),
                    device.punch("b" + round, "2026-06-20T09:00:00Z", null),
                    device.punch("c" + round, "2026-06-22T09:00:00Z", null));
            boolean more = true;
            while (more) {
                JsonNode page = json(get("tail", "?limit=2&cursor=" + cursor));
                page.path("data").forEach(row -> seen.add(row.path("user_id").stringValue()));
                cursor = page.path("next_cursor").stringValue();
                more = page.path("has_more").booleanValue();
            }
        }

        assertThat(seen).containsExactly("a0", "b0", "c0", "a1", "b1", "c1", "a2", "b2", "c2", "a3", "b3", "c3");
    }

    @Test
    void givenAFilterThatMatchesNothing_whenListed_thenTheCursorStandsBehindWhatWasLookedAt() {
        TestPunches device = new TestPunches("skip", "SN-SKIP", "http");
        append(device.punch("1", "2026-06-21T09:00:00Z", null));
        String cursor = json(get("skip", "?user_id=nobody")).path("next_cursor").stringValue();
        append(device.punch("2", "2026-06-21T09:00:00Z", null));

        assertThat(users("skip", "?cursor=" + cursor)).containsExactly("2");
    }

    @Test
    void givenOrderByTime_whenPaged_thenByTimeAndWithCursorsOfItsOwn() {
        TestPunches device = new TestPunches("time", "SN-TIME", "http");
        append(
                device.punch("late", "2026-06-21T09:00:00Z", null),
                device.punch("early", "2026-06-20T09:00:00Z", null),
                device.punch("late too", "2026-06-21T09:00:00Z", null));
        JsonNode first = json(get("time", "?order=time&limit=2"));
        String cursor = first.path("next_cursor").stringValue();

        assertThat(users("time", "?order=time")).containsExactly("early", "late", "late too");
        assertThat(users("time", "?order=time&limit=2&cursor=" + cursor)).containsExactly("late too");
        assertThat(get("time", "?cursor=" + cursor).statusCode()).isEqualTo(400);
        String empty = json(get("nobody", "?order=time")).path("next_cursor").stringValue();
        assertThat(users("time", "?order=time&cursor=" + empty)).hasSize(3);
    }

    @Test
    void givenEventsThatConcernNoPunch_whenListed_thenNobodyWaitsForThem() {
        append(new TestPunches("quick", "SN-QUICK", "http").punch("1", "2026-06-21T09:00:00Z", null));
        assertThat(users("quick", "")).hasSize(1);
        SIDE.append(Streams.device("SN-QUICK"), AT, new ReportRejected("SN-QUICK", "quick", "adms", "?", "odd", AT));
        long before = System.nanoTime();

        assertThat(users("quick", "")).hasSize(1);
        assertThat(System.nanoTime() - before).isLessThan(900_000_000L);
    }
}
