package io.punchgate.query.attendance;

import static io.punchgate.query.RunningQuerySide.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Streams;
import io.punchgate.api.customer.Role;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.PushedEvent;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.TestPunches;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Days of work, and who is in, follow the corrections of punches. */
class CorrectedAttendanceTest {

    private static final Instant AT = TestPunches.RECORDED_AT;

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide();

    private static JsonNode days(String customer, String query) {
        return json(SIDE.getAs(customer, Role.AUDITOR, "/api/v1/attendance?" + query))
                .path("data");
    }

    private static void append(PushedEvent... events) {
        SIDE.append(Streams.device(events[0].sn()), AT, events);
    }

    private static PunchCorrected voided(PunchRecorded punch) {
        return TestPunches.correction(punch, null, null);
    }

    private static JsonNode punches(String query) {
        return json(SIDE.getAs("fixed", Role.AUDITOR, "/api/v1/punches" + query));
    }

    @Test
    void givenCorrections_whenThePunchIsRead_thenItKeepsWhatWasRecordedAndListsThemInOrder() {
        TestPunches device = new TestPunches("fixed", "SN-FIXED", "http");
        PunchRecorded punch = device.punch("1", "2026-06-21T09:00:00+05:30", PunchType.CheckIn);
        append(punch, TestPunches.correction(punch, PunchType.CheckOut, "2026-06-21T18:00:00+05:30"), voided(punch));

        for (JsonNode row : List.of(
                punches("").path("data").get(0),
                punches("?order=time").path("data").get(0),
                punches("/" + punch.punchId()))) {
            assertThat(row.path("type").stringValue()).isEqualTo("CheckIn");
            assertThat(row.path("time").stringValue()).isEqualTo("2026-06-21T03:30:00Z");
            assertThat(row.path("corrections").toString()).isEqualTo("""
                    [{"at":"2026-06-21T04:00:01.250Z","by":"payroll (k1)","void":false,"type":"CheckOut",\
                    "time":"2026-06-21T12:30:00Z","reason":"forgot"},\
                    {"at":"2026-06-21T04:00:01.250Z","by":"payroll (k1)","void":true,"type":null,"time":null,\
                    "reason":"forgot"}]""");
        }
        assertThat(punches("?type=CheckIn&to=2026-06-21T03:30:00Z").path("data"))
                .as("filters go by what was recorded")
                .hasSize(1);
        assertThat(punches("?type=CheckOut").path("data")).isEmpty();
    }

    @Test
    void givenAVoidedPunch_whenRead_thenItDoesNotCountUntilATypeOrATimeMakesItCountAgain() {
        TestPunches device = new TestPunches("void", "SN-VOID", "http");
        PunchRecorded in = device.punch("1", "2026-06-21T09:00:00Z", PunchType.CheckIn);
        PunchRecorded out = device.punch("1", "2026-06-21T17:00:00Z", PunchType.CheckOut);
        append(in, out, voided(out));
        String day = "from=2026-06-21&to=2026-06-21";

        JsonNode open = days("void", day).required(0);
        assertThat(open.path("open").booleanValue()).isTrue();
        assertThat(open.path("punches").intValue()).isEqualTo(1);
        append(TestPunches.correction(out, null, "2026-06-21T18:00:00Z"));
        assertThat(days("void", day).required(0).path("worked_seconds").intValue())
                .isEqualTo(9 * 3_600);
        append(voided(in), voided(out));
        assertThat(days("void", day)).isEmpty();
    }

    @Test
    void givenATimeOnAnotherDay_whenRead_thenThePunchMovesToIt() {
        TestPunches device = new TestPunches("moved", "SN-MOVED", "http");
        PunchRecorded in = device.punch("1", "2026-06-21T09:00:00+05:30", PunchType.CheckIn);
        PunchRecorded out = device.punch("1", "2026-06-21T17:00:00+05:30", PunchType.CheckOut);
        append(
                in,
                out,
                TestPunches.correction(in, null, "2026-07-01T08:00:00+05:30"),
                TestPunches.correction(out, PunchType.BreakOut, "2026-07-01T12:00:00+05:30"));

        assertThat(days("moved", "from=2026-06-21&to=2026-06-21")).isEmpty();
        JsonNode moved = days("moved", "from=2026-07-01&to=2026-07-01").required(0);
        assertThat(moved.path("date").stringValue()).isEqualTo("2026-07-01");
        assertThat(moved.path("worked_seconds").intValue()).isEqualTo(4 * 3_600);
        assertThat(moved.path("first_in_local").stringValue()).isEqualTo("2026-07-01T08:00:00");
    }

    @Test
    void givenSeveralCorrections_whenRead_thenEachChangesWhatItNames() {
        TestPunches device = new TestPunches("laid", "SN-LAID", "http");
        PunchRecorded first = device.punch("1", "2026-06-21T09:00:00Z", PunchType.CheckOut);
        PunchRecorded second = device.punch("1", "2026-06-21T10:00:00Z", PunchType.CheckOut);
        append(
                first,
                second,
                TestPunches.correction(first, PunchType.CheckIn, null),
                TestPunches.correction(first, null, "2026-06-21T08:00:00Z"));

        assertThat(days("laid", "from=2026-06-21&to=2026-06-21")
                        .required(0)
                        .path("worked_seconds")
                        .intValue())
                .isEqualTo(2 * 3_600);
    }

    @Test
    void givenACorrection_whenAskedWhoIsIn_thenItCounts() {
        TestPunches device = new TestPunches("who", "SN-WHO", "http");
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
        PunchRecorded stays = device.punch("stays", now.minusHours(2).toString(), PunchType.CheckOut);
        PunchRecorded gone = device.punch("gone", now.minusHours(2).toString(), PunchType.CheckIn);
        PunchRecorded old = device.punch("old", now.minusDays(5).toString(), PunchType.CheckIn);
        append(
                stays,
                gone,
                old,
                TestPunches.correction(stays, PunchType.CheckIn, null),
                voided(gone),
                TestPunches.correction(old, null, now.minusHours(1).toString()));

        assertThat(json(SIDE.getAs("who", Role.INTEGRATOR, "/api/v1/presence/users"))
                        .path("data")
                        .valueStream()
                        .map(each -> each.path("user_id").stringValue() + " "
                                + each.path("since").stringValue()))
                .containsExactlyInAnyOrder("old " + now.minusHours(1).toInstant(), "stays " + stays.time());
    }

    /** The days of corrected punches are those of punches that were recorded so in the first place. */
    @Test
    void givenAnyCorrections_whenRead_thenDaysAreThoseOfPunchesThatWereRecordedSo() {
        Random random = new Random(27);
        TestPunches corrected = new TestPunches("any", "SN-ANY", "http");
        TestPunches plain = new TestPunches("plain", "SN-PLAIN", "http");
        Map<PunchRecorded, String> times = new LinkedHashMap<>();
        Map<PunchRecorded, PunchType> types = new LinkedHashMap<>();
        List<PushedEvent> told = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            PunchRecorded punch = corrected.punch("u" + random.nextInt(4), anyTime(random), anyType(random));
            told.add(punch);
            times.put(punch, punch.attTimeRaw());
            types.put(punch, punch.type());
        }
        Map<PunchRecorded, Boolean> gone = new LinkedHashMap<>();
        List<PunchRecorded> punches = List.copyOf(times.keySet());
        for (int i = 0; i < 150; i++) {
            PunchRecorded punch = punches.get(random.nextInt(punches.size()));
            @Nullable String time = random.nextBoolean() ? anyTime(random) : null;
            @Nullable PunchType type = random.nextBoolean() ? anyType(random) : null;
            told.add(TestPunches.correction(punch, type, time));
            gone.put(punch, time == null && type == null);
            times.computeIfPresent(punch, (same, before) -> time == null ? before : time);
            types.computeIfPresent(punch, (same, before) -> type == null ? before : type);
        }
        append(told.toArray(PushedEvent[]::new));
        append(times.keySet().stream()
                .filter(punch -> !gone.getOrDefault(punch, false))
                .map(punch -> plain.punch(
                        TestPunches.user(punch), Objects.requireNonNull(times.get(punch)), types.get(punch)))
                .toArray(PushedEvent[]::new));

        for (String query : List.of("", "&day_starts_at=04:00", "&user_id=u2")) {
            for (String range : List.of("from=2026-06-01&to=2026-06-12", "from=2026-06-05&to=2026-06-06")) {
                assertThat(withoutIds(days("any", range + query)))
                        .isEqualTo(withoutIds(days("plain", range + query)))
                        .contains("u2");
            }
        }
    }

    private static String withoutIds(JsonNode days) {
        List<String> rows = days.valueStream().map(JsonNode::toString).sorted().toList();
        return rows.toString().replaceAll("\"[0-9a-f-]{36}\"", "\"an id\"");
    }

    private static String anyTime(Random random) {
        return "2026-06-%02dT%02d:%02d:%02dZ"
                .formatted(1 + random.nextInt(12), random.nextInt(24), random.nextInt(60), random.nextInt(60));
    }

    private static PunchType anyType(Random random) {
        return List.of(PunchType.values()).get(random.nextInt(PunchType.values().length));
    }
}
