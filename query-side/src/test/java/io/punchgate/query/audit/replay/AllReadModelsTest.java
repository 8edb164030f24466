package io.punchgate.query.audit.replay;

import static io.punchgate.query.RunningQuerySide.json;
import static io.punchgate.query.TestEvents.AT;
import static io.punchgate.query.TestEvents.customer;
import static io.punchgate.query.TestEvents.device;
import static io.punchgate.query.TestEvents.punch;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.punchgate.api.CallbackId;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.delivery.CallbackEvent.CallbackFailing;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import io.punchgate.api.device.InstructionEvent.InstructionAnswered;
import io.punchgate.api.device.InstructionEvent.InstructionQueued;
import io.punchgate.api.device.PunchType;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.TestPunches;
import io.punchgate.query.projection.Projection;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.config.EventProcessingConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Every table that is served can be compared with the events, and rebuilt from them as the manual tells. */
class AllReadModelsTest {

    private static final Path MANUAL = Path.of("..", "docs", "operate.md");

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide();

    @BeforeAll
    static void start() {
        SIDE.append(Streams.customer("acme"), AT, customer("acme"));
        SIDE.append(
                Streams.customer("acme"),
                AT,
                new CallbackSet(CallbackId.ofDefault("acme"), CallbackSettings.of("http://example.test/"), AT));
        SIDE.append(
                Streams.device("SN1"),
                AT,
                device("SN1", "acme"),
                punch("p-1", "SN1", "acme", AT),
                punch("p-2", "SN1", "acme", AT.plusSeconds(60)),
                TestPunches.correction(punch("p-2", "SN1", "acme", AT.plusSeconds(60)), PunchType.CheckOut, null),
                new InstructionQueued("SN1", "acme", "c-1", "reboot", "{}", null, AT),
                new InstructionAnswered("SN1", "acme", "c-1", true, "well\0", AT),
                new ReportRejected("SN1", "acme", "adms", "raw\0", "unreadable", AT));
        SIDE.append(
                Streams.callback(CallbackId.ofDefault("acme")),
                AT,
                new CallbackFailing(CallbackId.ofDefault("acme"), "refused", AT.plusSeconds(5), AT));
        assertThat(SIDE.get("/api/admin/v1/devices/SN1").statusCode()).isEqualTo(200);
        assertThat(SIDE.get("/api/admin/v1/customers/acme").statusCode()).isEqualTo(200);
    }

    @Test
    void givenTheProjectionsThatAreServed_whenReplayed_thenNoneIsLeftOut() {
        assertThat(projections().stream().map(Projection::name))
                .containsExactlyInAnyOrderElementsOf(SIDE.bean(EventProcessingConfiguration.class)
                        .eventProcessors()
                        .keySet());
    }

    @Test
    void givenWrongRowsOfADeviceAndACustomer_whenReplayed_thenTheyAreNamed() {
        execute("update query.registry_device set customer_id = 'forged' where sn = 'SN1'");
        execute("update query.registry_callback set url = 'http://forged.test/' where customer_id = 'acme'");
        try {
            JsonNode differences = replay("{}");

            assertThat(differences.size()).isEqualTo(2);
            assertThat(differences.get(0).path("table").stringValue()).isEqualTo("registry_callback");
            assertThat(differences.get(0).path("live").path("url").stringValue())
                    .isEqualTo("http://forged.test/");
            assertThat(differences.get(1).path("table").stringValue()).isEqualTo("registry_device");
            assertThat(differences.get(1).path("key").path("sn").stringValue()).isEqualTo("SN1");
            assertThat(differences.get(1).path("rebuilt").path("customer_id").stringValue())
                    .isEqualTo("acme");
            assertThat(replay("{\"sn\":\"SN1\"}").size()).isEqualTo(1);
        } finally {
            execute("update query.registry_device set customer_id = 'acme' where sn = 'SN1'");
            execute("update query.registry_callback set url = 'http://example.test/' where customer_id = 'acme'");
        }
    }

    @Test
    void givenTheManual_whenRead_thenItNamesTheTablesOfEveryProjection() throws IOException {
        Map<String, List<String>> named = matches("(?m)^\\| `(\\w+)` \\| (`\\w+`(?:, `\\w+`)*) \\|$")
                .collect(toMap(
                        row -> row.group(1),
                        row -> List.of(row.group(2).replace("`", "").split(", "))));

        assertThat(named).containsAllEntriesOf(tables());
    }

    @Test
    void givenTablesThatWereChangedByHand_whenRebuiltAsTheManualTells_thenTheyAreWhatTheEventsMakeOfThem()
            throws IOException {
        ReadModels readModels = new ReadModels(SIDE);
        readModels.await();
        Map<String, String> before = readModels.rows();
        String manual = matches("-d '(\\{\"switch\":[^']*)'")
                .map(body -> body.group(1))
                .findFirst()
                .orElseThrow();
        tables().values().forEach(names -> names.forEach(table -> execute("delete from query." + table)));
        execute("insert into query.customer_rule values ('forged', true, 3)");

        replay(manual);

        assertThat(readModels.rows()).isEqualTo(before);
        assertThat(replay("{}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                         | {"switch":true,"sn":"SN1"}                     | 400 | sn
                         | {"switch":true,"until":"2026-06-22T00:00:00Z"} | 400 | until
                         | {"switch":"yes"}                               | 400 | switch
                    acme | {"switch":true}                                | 403 | switch
                    acme | {"switch":true,"sn":"SN1"}                     | 403 | switch
                    """)
    void givenASwitchThatMayNotBe_whenAskedFor_thenItIsRefusedAndTheKeyNamed(
            String customer, String body, int status, String field) {
        HttpResponse<String> answer = SIDE.post(customer, ReplayCalls.REPLAYS, body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).path("field").asString()).isEqualTo(field);
    }

    @Test
    void givenAProcessThatStandsStillWithAReplay_whenOthersLook_thenOneGoesOnWithIt() throws SQLException {
        String url = ((HikariDataSource) SIDE.bean(DataSource.class)).getJdbcUrl();
        try (Connection paused = DriverManager.getConnection(url)) {
            paused.createStatement().execute("select pg_advisory_lock(x'7265706c'::int, hashtext('replay_paused'))");
            execute("insert into query.replay (id, switching, status, stage, owner, noted_at) values"
                    + " ('paused', false, 'running', 'rebuilding', 'another', now() - interval '16 seconds')");

            assertThat(new ReplayCalls(SIDE).ended("paused").path("status").asString())
                    .isEqualTo("done");
            assertThat(paused.isValid(1)).isFalse();
        }
    }

    private static Stream<MatchResult> matches(String pattern) throws IOException {
        return Pattern.compile(pattern).matcher(Files.readString(MANUAL)).results();
    }

    private static List<Projection> projections() {
        return SIDE.bean(ReplayParts.class).projections("any");
    }

    private static Map<String, List<String>> tables() {
        return projections().stream().collect(toMap(Projection::name, Projection::tables));
    }

    private static JsonNode replay(String body) {
        ReplayCalls replays = new ReplayCalls(SIDE);
        JsonNode replay = replays.ended(replays.started(body));
        assertThat(replay.path("status").stringValue()).isEqualTo("done");
        return replay.path("differences");
    }

    private static void execute(String statements) {
        SIDE.bean(JdbcTemplate.class).execute(statements);
    }
}
