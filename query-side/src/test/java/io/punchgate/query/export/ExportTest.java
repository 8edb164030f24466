package io.punchgate.query.export;

import static io.punchgate.query.RunningQuerySide.json;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.Role;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PunchType;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.TestPunches;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The files of exports, beside the lists that they are of. */
class ExportTest {

    private static final String PUNCHES = "/api/v1/exports/punches?format=";
    private static final String ATTENDANCE = "/api/v1/exports/attendance?from=2026-06-20&to=2026-06-22&format=";
    private static final int MANY = 2_300;

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide();

    @BeforeAll
    static void append() {
        TestPunches main = new TestPunches("acme", "SN-E1", "http");
        append(
                main.punch("=1+1", "2026-06-21T09:00:00-03:00", PunchType.CheckIn),
                main.punch("=1+1", "2026-06-21T12:00:00-03:00", PunchType.CheckOut),
                main.punch("@b\"c,d", "2026-06-21T13:00:00+05:30", null),
                main.punch("0042", "2026-06-22T13:00:00+05:30", PunchType.CheckOut));
        append(new TestPunches("acme", "SN-E2", "mqtt").punch("other", "2026-06-21T23:00:00Z", PunchType.CheckIn));
        TestPunches busy = new TestPunches("many", "SN-E3", "http");
        append(IntStream.range(0, MANY)
                .mapToObj(n -> busy.punch("u" + n, "2026-06-21T09:00:00Z", PunchType.CheckIn))
                .toArray(PunchRecorded[]::new));
    }

    private static void append(PunchRecorded... punches) {
        SIDE.append(Streams.device(punches[0].sn()), TestPunches.RECORDED_AT, punches);
    }

    private static HttpResponse<String> get(String customer, String path) {
        return SIDE.getAs(customer, Role.INTEGRATOR, path);
    }

    private static String body(String customer, String path) {
        HttpResponse<String> answer = get(customer, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static byte[] workbook(String customer) {
        return SIDE.ask("GET", customer, PUNCHES + "xlsx", BodyHandlers.ofByteArray())
                .body();
    }

    private static List<JsonNode> listed(String customer, String path) {
        return json(get(customer, path)).path("data").valueStream().toList();
    }

    private static List<NamedCsvRecord> csv(String text) {
        return CsvReader.builder().ofNamedCsvRecord(text).stream().toList();
    }

    private static String plain(JsonNode value) {
        return value.isNull() ? "" : value.isContainer() ? value.toString() : value.asString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/punches", "/api/v1/attendance?from=2026-06-20&to=2026-06-22"})
    void givenAList_whenExportedAsNdjson_thenEachRowIsALineAsItStandsThere(String list) {
        String export = list.replace("/v1/", "/v1/exports/") + (list.contains("?") ? "&" : "?") + "format=ndjson";

        assertThat(body("acme", export).lines())
                .containsExactlyElementsOf(
                        listed("acme", list).stream().map(JsonNode::toString).toList());
        assertThat(body("acme", export)).endsWith("}\n");
    }

    @Test
    void givenPunches_whenExportedAsCsv_thenTheColumnsAreTheKeysOfTheListAndOnlyDevicesTextsArePrefixed() {
        String text = body("acme", PUNCHES + "csv");
        List<JsonNode> rows = listed("acme", "/api/v1/punches");
        List<NamedCsvRecord> records = csv(text);

        assertThat(text).startsWith(String.join(",", rows.getFirst().propertyNames()) + "\r\n");
        assertThat(records).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            Map<String, String> cells = records.get(i).getFieldsAsMap();
            for (Map.Entry<String, JsonNode> key : rows.get(i).properties()) {
                String value = plain(key.getValue());
                boolean formula = key.getKey().equals("user_id") && "=@".indexOf(value.charAt(0)) >= 0;
                assertThat(cells).containsEntry(key.getKey(), formula ? "'" + value : value);
            }
        }
        assertThat(text).contains(",-03:00,", ",+05:30,", ",\"'@b\"\"c,d\",");
    }

    @Test
    void givenPunches_whenExportedAsXlsx_thenItsCellsAreThoseOfTheCsv() throws Exception {
        List<List<Map<String, String>>> sheets = SheetRows.of(workbook("acme"));

        assertThat(sheets).hasSize(1);
        List<NamedCsvRecord> records = csv(body("acme", PUNCHES + "csv"));
        assertThat(sheets.getFirst()).hasSize(records.size() + 1);
        assertThat(List.copyOf(sheets.getFirst().getFirst().values()))
                .containsExactlyElementsOf(records.getFirst().getHeader());
        for (int i = 0; i < records.size(); i++) {
            List<String> full = records.get(i).getFields().stream()
                    .filter(field -> !field.isEmpty())
                    .map(field -> field.equals("false") ? "0" : field)
                    .toList();
            assertThat(List.copyOf(sheets.getFirst().get(i + 1).values())).isEqualTo(full);
        }
    }

    @Test
    void givenDays_whenExportedAsCsv_thenIntervalsAreOneText() {
        List<NamedCsvRecord> days = csv(body("acme", ATTENDANCE + "csv&user_id=%3D1%2B1"));

        assertThat(days).hasSize(1);
        assertThat(days.getFirst().getField("user_id")).isEqualTo("'=1+1");
        assertThat(days.getFirst().getField("intervals")).isEqualTo("2026-06-21T12:00:00Z/2026-06-21T15:00:00Z");
        assertThat(days.getFirst().getField("worked_seconds")).isEqualTo("10800");
        assertThat(csv(body("acme", ATTENDANCE + "csv&user_id=other"))
                        .getFirst()
                        .getField("intervals"))
                .isEqualTo("2026-06-21T23:00:00Z/");
    }

    @Test
    void givenMoreRowsThanAPage_whenExported_thenEachIsThereOnceInTheOrderRecorded() {
        List<String> users = new ArrayList<>();
        body("many", PUNCHES + "ndjson")
                .lines()
                .forEach(line -> users.add(line.replaceFirst(".*\"user_id\":\"([^\"]*)\".*", "$1")));

        assertThat(users)
                .containsExactlyElementsOf(
                        IntStream.range(0, MANY).mapToObj(n -> "u" + n).toList());
        assertThat(body("many", ATTENDANCE + "ndjson").lines()).hasSize(MANY).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            from=2026-06-22                                     | 0042
            to=2026-06-21                                       | =1+1 =1+1 @b"c,d other
            from=2026-06-21T12:00:00Z&to=2026-06-21T15:00:00Z   | =1+1 =1+1
            from=2026-06-21T12:00:00Z&to=2026-06-22             | =1+1 =1+1 0042 other
            sn=SN-E2                                            | other
            sn=SN-E1&from=2026-06-22&to=2026-06-22              | 0042
            user_id=0042                                        | 0042
            user_id=0042&to=2026-06-21                          |
            from=2030-01-01                                     |
            """)
    void givenFilters_whenExported_thenOnlyWhatTheyMean(String filter, String users) {
        List<String> found = csv(body("acme", PUNCHES + "csv&" + filter)).stream()
                .map(row -> row.getField("user_id").replaceFirst("^'", ""))
                .toList();

        assertThat(String.join(" ", found)).isEqualTo(users == null ? "" : users);
    }

    @ParameterizedTest
    @CsvSource({
        "punches?format=csv, text/csv;charset=UTF-8, punches.csv",
        "punches?format=ndjson&from=2026-06-21T00:00:00Z, application/x-ndjson, punches-2026-06-21T000000Z.ndjson",
        "attendance?format=xlsx&from=2026-06-01&to=2026-06-30, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, attendance-2026-06-01-2026-06-30.xlsx"
    })
    void givenAnExport_whenAnswered_thenItsHeadersNameTheFileAlsoToHead(String path, String type, String file) {
        String url = "/api/v1/exports/" + path;
        HttpResponse<String> head = SIDE.ask("HEAD", "acme", url, BodyHandlers.ofString());

        for (HttpResponse<String> answer : List.of(get("acme", url), head)) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue(type);
            assertThat(answer.headers().firstValue("Content-Disposition"))
                    .hasValue("attachment; filename=\"" + file + "\"");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        }
        assertThat(head.body()).isEmpty();
    }

    @Test
    void givenNothingToExport_whenExported_thenTheFileIsThereAllTheSame() throws Exception {
        assertThat(csv(body("nobody", PUNCHES + "csv"))).isEmpty();
        assertThat(body("nobody", PUNCHES + "csv")).startsWith("id,sn,user_id,time,");
        assertThat(body("nobody", PUNCHES + "ndjson")).isEmpty();
        assertThat(SheetRows.of(workbook("nobody")).getFirst()).hasSize(1);
        assertThat(csv(body("nobody", ATTENDANCE + "csv"))).isEmpty();
    }
}
