package io.punchgate.query.listing;

import static io.punchgate.query.RunningQuerySide.json;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Streams;
import io.punchgate.api.customer.Role;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.TestEvents;
import io.punchgate.query.TestPunches;
import io.punchgate.runtime.TestDatabase;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Many reads of one customer at once, against a table that answers nobody; and lists read page by page. */
class ManyReadsTest {

    private static final String PUNCHES = "/api/v1/punches";
    private static final String DAYS = "/api/v1/attendance?from=2026-06-01&to=2026-06-30";

    private static final String DATABASE = TestDatabase.freshUrl();

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide(DATABASE, "--punchgate.reads.time-max=4s");

    @BeforeAll
    static void register() {
        SIDE.append(Streams.customer("acme"), TestEvents.AT, TestEvents.customer("acme"));
        SIDE.append(Streams.customer("other"), TestEvents.AT, TestEvents.customer("other"));
        TestPunches device = new TestPunches("paged", "SN-H1", "http");
        SIDE.append(Streams.device("SN-H1"), TestEvents.AT, TestEvents.device("SN-H1", "paged"));
        SIDE.append(Streams.device("SN-H2"), TestEvents.AT, TestEvents.device("SN-H2", "paged"));
        SIDE.append(
                Streams.device("SN-H1"),
                TestPunches.RECORDED_AT,
                IntStream.range(0, 30)
                        .mapToObj(n -> device.punch("u" + n, "2026-06-21T09:00:00+05:30", null))
                        .toArray(PunchRecorded[]::new));
        assertThat(get("acme", PUNCHES).statusCode()).isEqualTo(200);
        assertThat(get("other", PUNCHES).statusCode()).isEqualTo(200);
    }

    @Test
    void givenReadsThatFindNoEnd_whenMoreThanEightComeWithAKey_thenTheyAreRefusedAndTheEightEndInTime()
            throws SQLException {
        List<HttpResponse<String>> answers;
        // A session of its own: the product's end where their transactions do nothing for some seconds.
        try (Connection locking = DriverManager.getConnection(DATABASE);
                Statement lock = locking.createStatement()) {
            locking.setAutoCommit(false);
            lock.execute("lock table query.punch in access exclusive mode");
            List<CompletableFuture<HttpResponse<String>>> asked = IntStream.range(0, 10)
                    .mapToObj(n -> CompletableFuture.supplyAsync(
                            () -> get("acme", PUNCHES), runnable -> Thread.startVirtualThread(runnable)))
                    .toList();
            assertThat(get("other", "/api/v1/presence").statusCode()).isEqualTo(200);
            answers = asked.stream().map(CompletableFuture::join).toList();
            locking.rollback();
        }

        assertThat(answers)
                .allMatch(answer -> answer.headers().firstValue("Retry-After").isPresent());
        assertThat(answers.stream().collect(groupingBy(HttpResponse::statusCode, counting())))
                .containsEntry(429, 2L)
                .containsEntry(503, 8L);
        assertThat(get("acme", PUNCHES).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/punches?",
                "/api/v1/punches?order=time&",
                DAYS + "&",
                "/api/v1/presence?",
                "/api/v1/presence/users?",
                "/api/v1/deliveries?",
                "/api/v1/deliveries/monitor?"
            })
    void givenAList_whenPaged_thenItsFormIsThatOfAllListsAndAWrongPageIsNamed(String path) {
        JsonNode page = json(get("paged", path + "limit=1000"));

        assertThat(page.path("data").isArray()).isTrue();
        assertThat(page.path("next_cursor").isString()).isTrue();
        assertThat(page.path("has_more").isBoolean()).isTrue();
        for (String wrong : List.of("limit=0", "limit=1001", "limit=x", "cursor=x", "cursor=AAAA", "unheard=1")) {
            HttpResponse<String> refused = get("paged", path + wrong);
            assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
            assertThat(json(refused).path("field").stringValue()).isEqualTo(wrong.split("=", -1)[0]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/punches?", DAYS + "&", "/api/v1/presence?"})
    void givenAList_whenReadPageByPage_thenItIsTheWholeList(String path) {
        List<JsonNode> whole = json(get("paged", path + "limit=1000"))
                .path("data")
                .valueStream()
                .toList();
        StringBuilder pages = new StringBuilder();
        String cursor = "";
        boolean more = true;
        while (more) {
            JsonNode page = json(get("paged", path + "limit=7&cursor=" + cursor));
            page.path("data").forEach(pages::append);
            cursor = page.path("next_cursor").stringValue();
            more = page.path("has_more").booleanValue();
        }

        StringBuilder all = new StringBuilder();
        whole.forEach(all::append);
        assertThat(whole).hasSizeGreaterThan(1);
        assertThat(pages.toString()).isEqualTo(all.toString());
        assertThat(json(get("paged", path + "cursor=" + cursor)).path("data")).isEmpty();
    }

    private static HttpResponse<String> get(String customer, String path) {
        return SIDE.getAs(customer, Role.INTEGRATOR, path);
    }
}
