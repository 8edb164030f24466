package io.punchgate.query.attendance;

import static io.punchgate.query.audit.RunningQuerySide.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.Streams;
import io.punchgate.api.customer.CustomerEvent.CustomerChanged;
import io.punchgate.api.customer.CustomerEvent.CustomerRegistered;
import io.punchgate.api.customer.CustomerSettings;
import io.punchgate.api.customer.Pairing;
import io.punchgate.api.customer.Role;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PunchType;
import io.punchgate.query.TestPunches;
import io.punchgate.query.audit.RunningQuerySide;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class AttendanceTest {

    private static final Instant AT = TestPunches.RECORDED_AT;

    private static RunningQuerySide side;

    @BeforeAll
    static void start() {
        side = new RunningQuerySide();
    }

    @AfterAll
    static void stop() {
        side.close();
    }

    private static HttpResponse<String> get(String customer, String query) {
        return side.getAs(customer, Role.AUDITOR, "/api/v1/attendance" + query);
    }

    private static String rows(String customer, String query) {
        return json(get(customer, query)).path("data").toString();
    }

    private static void append(PunchRecorded... punches) {
        side.append(Streams.device(punches[0].sn()), AT, punches);
    }

    @Test
    void givenADayOfWork_whenRead_thenEveryKeyIsThere() {
        TestPunches device = new TestPunches("day", "SN-DAY", "http");
        append(
                device.punch("1001", "2026-06-21T09:00:00+05:30", PunchType.CheckIn),
                device.punch("1001", "2026-06-21T17:30:00+05:30", PunchType.CheckOut));

        assertThat(rows("day", "?from=2026-06-21&to=2026-06-21")).isEqualTo("""
                        [{"user_id":"1001","date":"2026-06-21","first_in":"2026-06-21T03:30:00Z",\
                        "last_out":"2026-06-21T12:00:00Z","worked_seconds":30600,\
                        "intervals":[{"in":"2026-06-21T03:30:00Z","out":"2026-06-21T12:00:00Z"}],"open":false,\
                        "punches":2,"first_in_local":"2026-06-21T09:00:00","last_out_local":"2026-06-21T17:30:00"}]""");
        assertThat(rows("day", "?from=2026-06-20&to=2026-06-20")).isEqualTo("[]");
        assertThat(rows("day", "?from=2026-06-21&to=2026-06-21&user_id=1002")).isEqualTo("[]");
    }

    @Test
    void givenALatePunch_whenRead_thenItsDayChanged() {
        TestPunches device = new TestPunches("late", "SN-LATE", "http");
        append(device.punch("1", "2026-06-21T17:00:00Z", PunchType.CheckOut));
        assertThat(rows("late", "?from=2026-06-21&to=2026-06-21")).contains("\"worked_seconds\":0,");

        append(device.punch("1", "2026-06-21T09:00:00Z", PunchType.CheckIn));
        assertThat(rows("late", "?from=2026-06-21&to=2026-06-21")).contains("\"worked_seconds\":28800,");
    }

    @Test
    void givenACustomersOwnRule_whenRead_thenItHolds() {
        TestPunches device = new TestPunches("ruled", "SN-RULED", "http");
        append(
                device.punch("1", "2026-06-21T09:00:00Z", PunchType.CheckOut),
                device.punch("1", "2026-06-21T19:00:00Z", PunchType.CheckOut));
        String day = "?from=2026-06-21&to=2026-06-21";
        side.append(
                Streams.customer("ruled"),
                AT,
                new CustomerRegistered("ruled", new CustomerSettings("Ruled", Pairing.ALTERNATING, 16), AT));
        assertThat(rows("ruled", day)).contains("\"worked_seconds\":36000,");

        side.append(
                Streams.customer("ruled"),
                AT,
                new CustomerChanged("ruled", new CustomerSettings("Ruled", Pairing.ALTERNATING, 9), AT));
        assertThat(rows("ruled", day)).contains("\"worked_seconds\":0,").contains("\"open\":true");
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

        assertThat(seen).hasSize(240).doesNotHaveDuplicates().isSorted();
    }

    @ParameterizedTest
    @EnumSource(Pairing.class)
    void givenAnyPunches_whenAskedDayByDay_thenTheSameAsAllAtOnce(Pairing pairing) {
        String customer = "range-" + pairing;
        side.append(
                Streams.customer(customer),
                AT,
                new CustomerRegistered(customer, new CustomerSettings("Range", pairing, 16), AT));
        PunchRecorded[] punches = anyPunches(new TestPunches(customer, "SN-" + customer, "http"));
        append(punches);
        await().until(() -> stored(customer) == punches.length);

        Map<String, String> dayByDay = new HashMap<>();
        LocalDate first = LocalDate.parse("2026-05-01");
        for (int day = 0; day < 40; day++) {
            LocalDate date = first.plusDays(day);
            json(get(customer, "?from=" + date + "&to=" + date + "&day_starts_at=03:30"))
                    .path("data")
                    .forEach(row -> dayByDay.put(key(row), row.toString()));
        }
        Map<String, String> atOnce = new HashMap<>();
        json(get(customer, "?from=2026-05-01&to=2026-06-09&day_starts_at=03:30"))
                .path("data")
                .forEach(row -> atOnce.put(key(row), row.toString()));

        assertThat(dayByDay).isEqualTo(atOnce).hasSizeGreaterThan(100);
    }

    private static long stored(String customer) {
        return side.bean(JdbcClient.class)
                .sql("select count(*) from query.punch where customer_id = ?")
                .param(customer)
                .query(Long.class)
                .single();
    }

    private static String key(JsonNode row) {
        return row.path("user_id").stringValue() + row.path("date").stringValue();
    }

    /** Six weeks without a pause of 16 hours, of people who forget and repeat, in several zones. */
    private static PunchRecorded[] anyPunches(TestPunches device) {
        Random random = new Random(42);
        List<PunchRecorded> punches = new ArrayList<>();
        for (int user = 0; user < 5; user++) {
            LocalDateTime time = LocalDateTime.parse("2026-04-20T08:00:00");
            while (time.isBefore(LocalDateTime.parse("2026-06-15T00:00:00"))) {
                String offset = List.of("+05:30", "-11:00", "+13:00").get(user % 3);
                punches.add(device.punch(
                        "user-" + user, time + (time.getSecond() == 0 ? ":00" : "") + offset, anyType(random)));
                time = time.plusMinutes(1 + random.nextInt(15 * 60));
            }
        }
        return punches.toArray(PunchRecorded[]::new);
    }

    private static @Nullable PunchType anyType(Random random) {
        int drawn = random.nextInt(PunchType.values().length + 3);
        return drawn < PunchType.values().length ? List.of(PunchType.values()).get(drawn) : null;
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
