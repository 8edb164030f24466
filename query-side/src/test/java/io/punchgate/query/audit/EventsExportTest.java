package io.punchgate.query.audit;

import static io.punchgate.query.RunningQuerySide.json;
import static io.punchgate.query.TestEvents.AT;
import static io.punchgate.query.TestEvents.customer;
import static io.punchgate.query.TestEvents.device;
import static io.punchgate.query.TestEvents.id;
import static io.punchgate.query.TestEvents.punch;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.DomainEvent;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.Role;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.InstructionEvent.InstructionQueued;
import io.punchgate.query.RunningQuerySide;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventsExportTest {

    private static final String EVENTS = "/api/audit/v1/events";
    private static final int PUNCHES = LoggedRecords.WINDOW_POSITIONS + 100;

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide();

    /** Positions 1 to 4: customer and device of acme, the same of other; 5: a delivery; then acme's punches. */
    @BeforeAll
    static void start() {
        SIDE.append(Streams.customer("acme"), AT, customer("acme"));
        SIDE.append(Streams.device("SN1"), AT, device("SN1", "acme"));
        SIDE.append(Streams.customer("other"), AT, customer("other"));
        SIDE.append(Streams.device("SN2"), AT, device("SN2", "other"));
        Attempt attempt = new Attempt(AT, 200, 3, null, "ok");
        Delivered delivered = new Delivered(new PunchRef(id("p0"), "SN1", 1), attempt);
        SIDE.append(
                Streams.callback(CallbackId.ofDefault("acme")),
                AT,
                new PunchesDelivered(CallbackId.ofDefault("acme"), List.of(delivered)));
        DomainEvent[] punches = IntStream.range(0, PUNCHES)
                .mapToObj(n -> punch("p" + n, "SN1", "acme", AT))
                .toArray(DomainEvent[]::new);
        SIDE.append(Streams.device("SN1"), AT.plus(Duration.ofDays(1)), punches);
    }

    @Test
    void givenAnInstructionOfTheTimeWhenEventsHeldTheData_whenExported_thenTheDataIsWithheld() {
        SIDE.append(
                Streams.device("OLD"),
                AT,
                new InstructionQueued("OLD", "acme", "c-1", "sync_user", "{\"password\":\"canary\"}", null, AT),
                new InstructionQueued("OLD", "acme", "c-2", "reboot", "{}", null, AT));

        HttpResponse<String> answer = SIDE.get(EVENTS + "?sn=OLD");

        assertThat(answer.body()).doesNotContain("canary");
        List<JsonNode> lines = lines(answer);
        assertThat(lines.get(0).path("record").isNull()).isTrue();
        assertThat(lines.get(0).path("withheld").asBoolean()).isTrue();
        assertThat(lines.get(0).path("payload").path("op").asString()).isEqualTo("sync_user");
        assertThat(lines.get(0).path("hash").asString()).hasSize(44);
        assertThat(lines.get(1).path("record").isString()).isTrue();
    }

    @Test
    void givenArchivedEvents_whenExportedOrReplayed_thenTheAnswerNamesTheFirstPositionThatIsLeft() throws Exception {
        JdbcClient jdbc = JdbcClient.create(SIDE.bean(DataSource.class));
        assertThat(streamBegins("since=" + AT.minusSeconds(1))).isEqualTo(200);
        for (String sql : List.of(
                "alter table log.event detach partition log.event_1",
                "create table log.event_5 (like log.event_1 including all)",
                "insert into log.event_5 select * from log.event_1 where position >= 5",
                "alter table log.event attach partition log.event_5 for values from (5) to (50000001)")) {
            jdbc.sql(sql).update();
        }
        try {
            HttpResponse<String> answer = SIDE.get(EVENTS);

            assertThat(answer.statusCode()).isEqualTo(410);
            assertThat(json(answer).path("detail").stringValue()).contains("before position 5 are archived");
            assertThat(SIDE.get(EVENTS + "?from_position=4&to_position=6").statusCode())
                    .isEqualTo(410);
            assertThat(SIDE.get(EVENTS + "?from_position=5&to_position=6")
                            .body()
                            .lines())
                    .hasSize(2);
            assertThat(SIDE.post(null, "/api/audit/v1/replays", "{}").statusCode())
                    .isEqualTo(410);
            assertThat(streamBegins("since=" + AT.minusSeconds(1))).isEqualTo(410);
            assertThat(streamBegins("since=" + AT)).isEqualTo(200);
            assertThat(streamBegins("last_event_id=3")).isEqualTo(410);
            assertThat(streamBegins("last_event_id=4")).isEqualTo(200);
        } finally {
            jdbc.sql("alter table log.event detach partition log.event_5").update();
            jdbc.sql("alter table log.event attach partition log.event_1 for values from (1) to (50000001)")
                    .update();
            jdbc.sql("drop table log.event_5").update();
        }
    }

    private static int streamBegins(String at) {
        return SIDE.ask("HEAD", "acme", "/api/v1/stream?" + at, BodyHandlers.ofString())
                .statusCode();
    }

    @Test
    void givenMoreEventsThanAWindow_whenExported_thenAllAreThereInOrderWithTheirHash() throws Exception {
        HttpResponse<String> answer = SIDE.get(EVENTS + "?to=2026-06-30");
        List<JsonNode> lines = lines(answer);

        assertThat(answer.headers().firstValue("content-type")).hasValue("application/x-ndjson");
        assertThat(lines).hasSize(5 + PUNCHES);
        JsonNode last = lines.getLast();
        assertThat(last.path("position").longValue()).isEqualTo(5 + PUNCHES);
        assertThat(last.path("type").stringValue()).isEqualTo("punch-recorded");
        assertThat(last.path("sn").stringValue()).isEqualTo("SN1");
        assertThat(last.path("sequence").longValue()).isEqualTo(PUNCHES);
        assertThat(last.path("recorded_at").stringValue()).isEqualTo("2026-06-22T04:00:01Z");
        assertThat(last.path("payload").path("punchId").stringValue()).isEqualTo(id("p" + (PUNCHES - 1)));
        String record = last.path("record").stringValue();
        String stored = SIDE.bean(JdbcClient.class)
                .sql("select record from log.event where position = ?")
                .param(5 + PUNCHES)
                .query(String.class)
                .single();
        assertThat(record).isEqualTo(stored);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(record.getBytes(StandardCharsets.UTF_8));
        assertThat(last.path("hash").stringValue())
                .isEqualTo(Base64.getEncoder().encodeToString(hash));
        assertThat(lines.getFirst().path("sn").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    from_position=3&to_position=5           | 3
                    type=device-registered                  | 2
                    sn=SN2                                  | 1
                    sn=SN1&to_position=5                    | 2
                    to=2026-06-21                           | 5
                    to=2026-06-21T04:00:01Z                 | 5
                    to=2026-06-21T04:00:00Z                 | 0
                    from=2026-06-22&to_position=10          | 5
                    from=2026-06-22T04:00:02Z&to=2026-06-30 | 0
                    from_position=9000                      | 0
                    """)
    void givenAFilter_whenExported_thenOnlyWhatIsMeantIsThere(String filter, int count) {
        assertThat(lines(SIDE.get(EVENTS + "?" + filter))).hasSize(count);
    }

    @Test
    void givenAnAuditorsKey_whenExported_thenOnlyItsCustomersEventsAreThere() {
        List<JsonNode> lines = lines(SIDE.getAs("other", Role.AUDITOR, EVENTS + "?to=2026-06-30"));

        assertThat(lines)
                .hasSize(2)
                .allMatch(line ->
                        line.path("payload").path("customerId").stringValue().equals("other"));
    }

    @ParameterizedTest
    @CsvSource({
        "type=unheard-of,type",
        "from_position=x,from_position",
        "to_position=-1,to_position",
        "from_position=5&to_position=4,to_position",
        "from=yesterday,from",
        "to=2026-13-01,to",
        "sn=,sn",
        "sn=a&sn=b,sn",
        "serial=SN1,serial",
        "proof=yes,proof"
    })
    void givenAWrongFilter_whenExported_thenTheParameterIsNamed(String filter, String named) {
        HttpResponse<String> answer = SIDE.get(EVENTS + "?" + filter);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("field").stringValue()).isEqualTo(named);
    }

    @Test
    void givenAKeyOfAnotherRole_whenExported_thenItIsRefused() {
        assertThat(SIDE.getAs("acme", Role.MANAGER, EVENTS).statusCode()).isEqualTo(403);
    }

    private static List<JsonNode> lines(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body().lines().map(JsonMapper.shared()::readTree).toList();
    }
}
