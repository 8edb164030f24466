package io.punchgate.query.attendance;

import static io.punchgate.query.RunningQuerySide.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Streams;
import io.punchgate.api.customer.CustomerEvent.CustomerChanged;
import io.punchgate.api.customer.CustomerEvent.CustomerRegistered;
import io.punchgate.api.customer.CustomerSettings;
import io.punchgate.api.customer.Pairing;
import io.punchgate.api.customer.Role;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PunchType;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.TestPunches;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AttendanceTest {

    private static final Instant AT = TestPunches.RECORDED_AT;

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide();

    private static HttpResponse<String> get(String customer, String query) {
        return SIDE.getAs(customer, Role.AUDITOR, "/api/v1/attendance" + query);
    }

    private static String rows(String customer, String query) {
        return json(get(customer, query)).path("data").toString();
    }

    private static JsonNode row(String customer, String query) {
        return json(get(customer, query)).path("data").required(0);
    }

    private static long workedSeconds(String customer, String query) {
        return row(customer, query).required("worked_seconds").longValue();
    }

    private static void append(PunchRecorded... punches) {
        SIDE.append(Streams.device(punches[0].sn()), AT, punches);
    }

    @Test
    void givenADayOfWork_whenRead_thenEveryKeyIsThere() {
        TestPunches device = new TestPunches("day", "SN-DAY", "http");
        PunchRecorded in = device.punch("1001", "2026-06-21T09:00:00+05:30", PunchType.CheckIn);
        PunchRecorded again = device.punch("1001", "2026-06-21T09:00:05+05:30", PunchType.CheckIn);
        PunchRecorded out = device.punch("1001", "2026-06-21T17:30:00+05:30", PunchType.CheckOut);
        append(out, in, again);

        assertThat(rows("day", "?from=2026-06-21&to=2026-06-21"))
                .isEqualTo("""
                        [{"user_id":"1001","date":"2026-06-21","first_in":"2026-06-21T03:30:00Z",\
                        "last_out":"2026-06-21T12:00:00Z","worked_seconds":30600,\
                        "intervals":[{"in":"2026-06-21T03:30:00Z","out":"2026-06-21T12:00:00Z",\
                        "in_punch_id":"%1$s","out_punch_id":"%3$s"}],"open":false,\
                        "punches":3,"first_in_local":"2026-06-21T09:00:00","last_out_local":"2026-06-21T17:30:00",\
                        "punch_ids":["%1$s","%2$s","%3$s"],"erased":false}]""".formatted(in.punchId(), again.punchId(), out.punchId()));
        assertThat(json(get("day", "?from=2026-06-21&to=2026-06-21"))
                        .path("rules")
                        .stringValue())
                .isEqualTo("pairing-1");
        assertThat(rows("day", "?from=2026-06-20&to=2026-06-20")).isEqualTo("[]");
        assertThat(rows("day", "?from=2026-06-21&to=2026-06-21&user_id=1002")).isEqualTo("[]");
    }

    @Test
    void givenALatePunch_whenRead_thenItsDayChanged() {
        TestPunches device = new TestPunches("late", "SN-LATE", "http");
        append(device.punch("1", "2026-06-21T17:00:00Z", PunchType.CheckOut));
        assertThat(workedSeconds("late", "?from=2026-06-21&to=2026-06-21")).isZero();

        append(device.punch("1", "2026-06-21T09:00:00Z", PunchType.CheckIn));
        assertThat(workedSeconds("late", "?from=2026-06-21&to=2026-06-21")).isEqualTo(28_800);
    }

    @Test
    void givenACustomersOwnRule_whenRead_thenItHolds() {
        TestPunches device = new TestPunches("ruled", "SN-RULED", "http");
        append(
                device.punch("1", "2026-06-21T09:00:00Z", PunchType.CheckOut),
                device.punch("1", "2026-06-21T19:00:00Z", PunchType.CheckOut));
        String day = "?from=2026-06-21&to=2026-06-21";
        SIDE.append(
                Streams.customer("ruled"),
                AT,
                new CustomerRegistered("ruled", new CustomerSettings("Ruled", Pairing.ALTERNATING, 16, null), AT));
        assertThat(workedSeconds("ruled", day)).isEqualTo(36_000);

        SIDE.append(
                Streams.customer("ruled"),
                AT,
                new CustomerChanged("ruled", new CustomerSettings("Ruled", Pairing.ALTERNATING, 9, null), AT));
        assertThat(workedSeconds("ruled", day)).isZero();
        assertThat(row("ruled", day).path("open").booleanValue()).isTrue();
        JsonNode intervals = row("ruled", day).path("intervals");
        assertThat(intervals).hasSize(2);
        assertThat(intervals.get(0).path("in").stringValue()).isEqualTo("2026-06-21T09:00:00Z");
        assertThat(intervals).allMatch(interval -> interval.path("out").isNull());
    }

    @Test
    void givenManyPeople_whenPaged_thenEachDayOnce() {
        TestPunches device = new TestPunches("crowd", "SN-CROWD", "http");
        List<PunchRecorded> punches = new ArrayList<>();
        for (int user = 0; user < 120; user++) {
            punches.add(device.punch("u" + user, "2026-06-20T09:00:00Z", PunchType.CheckIn));
            punches.add(device.punch("U" + user, "2026-06-21T09:00:00Z", PunchType.CheckIn));
        }
        append(punches.toArray(PunchRecorded[]::new));
        List<String> seen = new ArrayList<>();
        String cursor = "";
        boolean more = true;
        while (more) {
            JsonNode page = json(get("crowd", "?from=2026-06-20&to=2026-06-21&limit=37&cursor=" + cursor));
            page.path("data").forEach(row -> seen.add(row.path("user_id").stringValue()));
            cursor = page.path("next_cursor").stringValue();
            more = page.path("has_more").booleanValue();
        }

        List<String> atOnce = json(get("crowd", "?from=2026-06-20&to=2026-06-21&limit=1000"))
                .path("data")
                .valueStream()
                .map(row -> row.path("user_id").stringValue())
                .toList();
        assertThat(seen).hasSize(240).doesNotHaveDuplicates().isEqualTo(atOnce);
    }

    @ParameterizedTest
    @CsvSource({
        "to=2026-06-21,from",
        "from=2026-06-21,to",
        "from=2026-06-22&to=2026-06-21,from",
        "from=2026-06-21T00:00:00Z&to=2026-06-22,from",
        "from=2025-01-01&to=2026-06-21,to",
        "from=2026-06-21&to=2026-06-21&day_starts_at=25:00,day_starts_at",
        "from=2026-06-21&to=2026-06-21&users=1,users",
        "from=2026-06-21&to=2026-06-21&cursor=x,cursor"
    })
    void givenAWrongFilter_whenRead_thenItIsNamed(String filter, String field) {
        HttpResponse<String> answer = get("wrong", "?" + filter);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("field").stringValue()).isEqualTo(field);
    }
}
