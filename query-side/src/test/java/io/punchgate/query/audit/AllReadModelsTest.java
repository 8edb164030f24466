package io.punchgate.query.audit;

import static io.punchgate.query.RunningQuerySide.json;
import static io.punchgate.query.TestEvents.AT;
import static io.punchgate.query.TestEvents.customer;
import static io.punchgate.query.TestEvents.device;
import static io.punchgate.query.TestEvents.punch;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import io.punchgate.runtime.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axonframework.config.EventProcessingConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** Every table that is served can be compared with the events, and rebuilt from them as the manual tells. */
class AllReadModelsTest {

    private static final String REPLAYS = "/api/audit/v1/replays";
    private static final Path MANUAL = Path.of("..", "docs", "operate.md");
    private static final String DATABASE = TestDatabase.freshUrl();

    private static RunningQuerySide side;

    @BeforeAll
    static void start() {
        side = new RunningQuerySide(DATABASE);
        side.append(Streams.customer("acme"), AT, customer("acme"));
        side.append(
                Streams.customer("acme"),
                AT,
                new CallbackSet(CallbackId.ofDefault("acme"), CallbackSettings.of("http://example.test/"), AT));
        side.append(
                Streams.device("SN1"),
                AT,
                device("SN1", "acme"),
                punch("p-1", "SN1", "acme", AT),
                punch("p-2", "SN1", "acme", AT.plusSeconds(60)),
                TestPunches.correction(punch("p-2", "SN1", "acme", AT.plusSeconds(60)), PunchType.CheckOut, null),
                new InstructionQueued("SN1", "acme", "c-1", "reboot", "{}", null, AT),
                new InstructionAnswered("SN1", "acme", "c-1", true, "well\0", AT),
                new ReportRejected("SN1", "acme", "adms", "raw\0", "unreadable", AT));
        side.append(
                Streams.callback(CallbackId.ofDefault("acme")),
                AT,
                new CallbackFailing(CallbackId.ofDefault("acme"), "refused", AT.plusSeconds(5), AT));
        assertThat(side.get("/api/admin/v1/devices/SN1").statusCode()).isEqualTo(200);
        assertThat(side.get("/api/admin/v1/customers/acme").statusCode()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        side.close();
    }

    @Test
    void givenTheProjectionsThatAreServed_whenReplayed_thenNoneIsLeftOut() {
        assertThat(projections().stream().map(Projection::name))
                .containsExactlyInAnyOrderElementsOf(side.bean(EventProcessingConfiguration.class)
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
    void givenTablesThatAreRebuiltAsTheManualTells_whenStartedAgain_thenTheyAreWhatTheEventsMakeOfThem()
            throws IOException {
        await().atMost(Duration.ofSeconds(30)).until(() -> replay("{}").isEmpty());
        Map<String, String> before = rows();
        Map<String, List<String>> tables = tables();
        execute("update query.punch set user_id = 'forged'");
        execute("delete from query.registry_device");
        String manual = matches("(?s)```\\n(begin;\\n.*?commit;)\\n```")
                .map(block -> block.group(1))
                .findFirst()
                .orElseThrow();

        side.close();
        JdbcTemplate operator = new JdbcTemplate(new DriverManagerDataSource(DATABASE));
        tables.forEach((projection, names) -> operator.execute(manual.replace("attendance", projection)
                .replace(
                        "query.punch, query.punch_correction, query.customer_rule",
                        "query." + String.join(", query.", names))));
        side = new RunningQuerySide(DATABASE);

        await().atMost(Duration.ofSeconds(30)).until(() -> rows().equals(before));
        assertThat(replay("{}")).isEmpty();
    }

    private static Stream<MatchResult> matches(String pattern) throws IOException {
        return Pattern.compile(pattern).matcher(Files.readString(MANUAL)).results();
    }

    private static List<Projection> projections() {
        return side.bean(ReplayParts.class).projections("any");
    }

    private static Map<String, List<String>> tables() {
        return projections().stream().collect(toMap(Projection::name, Projection::tables));
    }

    /** The rows of all tables, as text. */
    private static Map<String, String> rows() {
        return tables().values().stream()
                .flatMap(List::stream)
                .collect(toMap(
                        Function.identity(),
                        table -> jdbc().sql("select coalesce(string_agg(t::text, ' ' order by t::text), '') from query."
                                        + table + " t")
                                .query(String.class)
                                .single()));
    }

    private static JsonNode replay(String scope) {
        String id = json(await().until(() -> side.post(null, REPLAYS, scope), answer -> answer.statusCode() == 202))
                .path("id")
                .stringValue();
        JsonNode replay = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> json(side.get(REPLAYS + "/" + id)),
                        each -> !each.path("status").stringValue().equals("running"));
        assertThat(replay.path("status").stringValue()).isEqualTo("done");
        return replay.path("differences");
    }

    private static void execute(String statements) {
        side.bean(JdbcTemplate.class).execute(statements);
    }

    private static JdbcClient jdbc() {
        return side.bean(JdbcClient.class);
    }
}
