package io.punchgate.query.attendance.punch;

import static io.punchgate.query.RunningQuerySide.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Streams;
import io.punchgate.api.customer.Role;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PunchType;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.TestPunches;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the filters of the list of punches: the rows that they let through, and the filters that are refused. */
class PunchFilterTest {

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            from=2026-06-21 | midnight noon night utc
            to=2026-06-20 | before
            from=2026-06-21&to=2026-06-21 | midnight noon night utc
            from=2026-06-20T18:30:00Z&to=2026-06-21T06:30:00Z | midnight noon
            from=2026-06-21T00:00:00%2B05:30&to=2026-06-21 | midnight noon night utc
            user_id=noon | noon
            user_id=%20noon%20 | noon
            user_id=NOON |
            from=0001-01-01&to=9999-12-31 | before midnight noon night utc
            from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59-18:00 | before midnight noon night utc
            sn=SN-F2 | utc
            type=checkout | noon
            transport=mqtt | utc
            recorded_from=2026-06-21&recorded_to=2026-06-21 | before midnight noon night utc
            recorded_from=2026-06-21T04:00:01.251Z |
            recorded_to=2026-06-21T04:00:01.25Z&limit=1000 | before midnight noon night utc
            """)
    void givenFilters_whenListed_thenOnlyWhatTheyMean(String filter, String users) {
        String customer = "filters-" + filter.hashCode();
        TestPunches india = new TestPunches(customer, "SN-F1", "http");
        append(
                india.punch("before", "2026-06-20T23:59:59.999+05:30", PunchType.CheckIn),
                india.punch("midnight", "2026-06-21T00:00:00+05:30", PunchType.CheckIn),
                india.punch("noon", "2026-06-21T12:00:00+05:30", PunchType.CheckOut),
                india.punch("night", "2026-06-21T23:59:59+05:30", null));
        append(new TestPunches(customer, "SN-F2", "mqtt").punch("utc", "2026-06-21T23:00:00Z", null));

        assertThat(String.join(" ", users(customer, "?" + filter))).isEqualTo(users == null ? "" : users);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,limit",
        "limit=1001,limit",
        "limit=ten,limit",
        "limit=,limit",
        "type=Lunch,type",
        "type=,type",
        "transport=HTTP2,transport",
        "from=yesterday,from",
        "from=2026-02-30,from",
        "to=2026-06-21T09:00:00,to",
        "from=2026-06-22&to=2026-06-21,from",
        "recorded_from=x,recorded_from",
        "order=user,order",
        "cursor=AAAA,cursor",
        "cursor=%C3%A4,cursor",
        "form=2026-06-21,form",
        "sn=a&sn=b,sn",
        "user_id=%20,user_id",
        "from=%2B99999-01-01T00:00:00Z,from"
    })
    void givenAWrongFilter_whenListed_thenItIsNamed(String filter, String field) {
        HttpResponse<String> answer = get("wrong", "?" + filter);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(json(answer).path("field").stringValue()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({
        "punches?format=pdf,format",
        "punches?from=2026-06-01,format",
        "punches?format=csv&from=yesterday,from",
        "punches?format=csv&from=2026-06-22&to=2026-06-21,from",
        "punches?format=csv&limit=5,limit",
        "punches?format=csv&sn=,sn",
        "attendance?format=csv&from=2026-06-01,to",
        "attendance?format=csv&from=2026-06-02&to=2026-06-01,from",
        "attendance?format=csv&from=2001-01-01&to=2026-06-01,to",
        "attendance?format=csv&from=2026-06-01&to=2026-06-01&day_starts_at=4,day_starts_at",
        "attendance?format=csv&from=2026-06-01&to=2026-06-01&sn=a,sn"
    })
    void givenAWrongParameter_whenExported_thenItIsNamedAndNoFileBegins(String path, String field) {
        HttpResponse<String> answer = SIDE.getAs("wrong", Role.INTEGRATOR, "/api/v1/exports/" + path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
        assertThat(json(answer).path("field").stringValue()).isEqualTo(field);
    }
}
