package io.punchgate.query.attendance;

import static io.punchgate.query.RunningQuerySide.json;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.Streams;
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
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A day's row does not depend on which other days are asked for with it. */
class AttendanceRangeTest {

    private static final Instant AT = TestPunches.RECORDED_AT;

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide();

    private static HttpResponse<String> get(String customer, String query) {
        return SIDE.getAs(customer, Role.AUDITOR, "/api/v1/attendance" + query);
    }

    @ParameterizedTest
    @EnumSource(Pairing.class)
    void givenAnyPunches_whenAskedDayByDay_thenTheSameAsAllAtOnce(Pairing pairing) {
        String customer = "range-" + pairing;
        SIDE.append(
                Streams.customer(customer),
                AT,
                new CustomerRegistered(customer, new CustomerSettings("Range", pairing, 16, null), AT));
        PunchRecorded[] punches = anyPunches(new TestPunches(customer, "SN-" + customer, "http"));
        SIDE.append(Streams.device(punches[0].sn()), AT, punches);
        await().until(() -> stored(customer) == punches.length);

        Map<String, String> dayByDay = new HashMap<>();
        LocalDate first = LocalDate.parse("2026-05-01");
        for (int day = 0; day < 40; day++) {
            LocalDate date = first.plusDays(day);
            json(get(customer, "?from=" + date + "&to=" + date + "&day_starts_at=03:30&limit=1000"))
                    .path("data")
                    .forEach(row -> dayByDay.put(key(row), row.toString()));
        }
        Map<String, String> atOnce = new HashMap<>();
        json(get(customer, "?from=2026-05-01&to=2026-06-09&day_starts_at=03:30&limit=1000"))
                .path("data")
                .forEach(row -> atOnce.put(key(row), row.toString()));

        assertThat(dayByDay).isEqualTo(atOnce).hasSizeGreaterThan(100);
    }

    /** Through the tables, the look back, and pages, at devices in several zones and recorded in any order. */
    @Test
    void givenAnyPunchesOfManyPeople_whenPagedThrough_thenTheRowsAreThoseOfTheModel() {
        for (int customer = 0; customer < 8; customer++) {
            String id = "model-" + customer;
            AnyPunches any = new AnyPunches(1_000 + customer);
            PairingRule rule = any.rule();
            Pairing pairing = rule.alternating() ? Pairing.ALTERNATING : Pairing.BY_TYPE;
            int hours = (int) rule.intervalMax().toHours();
            SIDE.append(
                    Streams.customer(id),
                    AT,
                    new CustomerRegistered(id, new CustomerSettings("Model", pairing, hours, null), AT));
            List<PunchRecorded> punches = new ArrayList<>();
            for (int user = 0; user < 6; user++) {
                String name = "user-" + user;
                any.punches().forEach(punch -> punches.add(ModelledDays.recorded(id, name, punch)));
            }
            Collections.shuffle(punches, new Random(customer));
            punches.sort(Comparator.comparing(PunchRecorded::sn));
            append(punches);
            Instant begin = punches.stream()
                    .map(PunchRecorded::time)
                    .min(Instant::compareTo)
                    .orElseThrow();
            LocalDate from = LocalDate.ofInstant(begin, ZoneOffset.UTC).plusDays(1);
            LocalDate to = from.plusDays(90);

            Map<String, List<String>> expected = ModelledDays.of(punches, rule, from, to);
            assertThat(rows(id, "?from=" + from + "&to=" + to + "&day_starts_at=" + rule.dayStartsAt() + "&limit=5"))
                    .as("customer %d, %s", customer, rule)
                    .isEqualTo(expected);
            assertThat(expected.values().stream().mapToInt(List::size).sum()).isGreaterThan(10);
        }
    }

    /** Each device has a stream, and is one transaction: the log has all in the order given. */
    private static void append(List<PunchRecorded> byDevice) {
        byDevice.stream()
                .collect(groupingBy(PunchRecorded::sn, TreeMap::new, toList()))
                .forEach((sn, punches) -> SIDE.append(Streams.device(sn), AT, punches.toArray(PunchRecorded[]::new)));
    }

    /** The rows by person, each of whom is told once, all days in order. */
    private static Map<String, List<String>> rows(String customer, String query) {
        Map<String, List<String>> rows = new HashMap<>();
        String last = "";
        JsonNode page = json(get(customer, query));
        while (true) {
            for (JsonNode row : page.path("data")) {
                String user = row.path("user_id").stringValue();
                assertThat(user.equals(last)).isEqualTo(rows.containsKey(user));
                rows.computeIfAbsent(user, none -> new ArrayList<>()).add(ModelledDays.text(row));
                last = user;
            }
            if (!page.path("has_more").booleanValue()) {
                return rows;
            }
            page = json(
                    get(customer, query + "&cursor=" + page.path("next_cursor").stringValue()));
        }
    }

    private static long stored(String customer) {
        return SIDE.bean(JdbcClient.class)
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
}
