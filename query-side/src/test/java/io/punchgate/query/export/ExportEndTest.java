package io.punchgate.query.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.CustomerEvent.ApiKeyIssued;
import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.api.customer.Role;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.InputType;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.access.ApiKey;
import io.punchgate.runtime.sql.ConnectionPools;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ways in which an export ends, on the socket: whole, or broken off so that everybody sees it. */
class ExportEndTest {

    private static final Instant AT = Instant.parse("2026-06-21T04:00:00Z");
    private static final String EXPORT = "/api/v1/exports/punches?format=";
    /** Together more than the buffers of a connection hold. */
    private static final int PUNCHES = 6_000;

    private static final int TEXT_CHARACTERS = 2_000;
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";
    private static final String END_OF_WORKBOOK = "PK\5\6";
    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    static final RunningQuerySide SIDE =
            new RunningQuerySide(TestDatabase.freshUrl(), "--server.tomcat.connection-timeout=5s");

    @BeforeAll
    static void append() {
        Random random = new Random(42);
        for (int i = 0; i < PUNCHES; i += 1_000) {
            PunchRecorded[] punches = new PunchRecorded[1_000];
            for (int n = 0; n < punches.length; n++) {
                punches[n] = punch(i + n, random);
            }
            SIDE.append(Streams.device("SN-END"), AT, punches);
        }
        await().atMost(SOON)
                .until(() -> SIDE.bean(JdbcClient.class)
                                .sql("select count(*) from query.punch")
                                .query(Integer.class)
                                .single()
                        == PUNCHES);
    }

    /** Its texts are hard to compress. */
    private static PunchRecorded punch(int number, Random random) {
        StringBuilder text = new StringBuilder();
        random.ints(TEXT_CHARACTERS, 'A', 'z').forEach(c -> text.append((char) c));
        return new PunchRecorded(
                new UUID(0, number).toString(),
                "SN-END",
                "acme",
                "Gate",
                "u" + number,
                AT,
                LocalDateTime.parse("2026-06-21T04:00:00"),
                "+00:00",
                text.toString(),
                null,
                null,
                null,
                InputType.Others,
                null,
                null,
                null,
                null,
                "http",
                AT,
                false,
                null,
                null);
    }

    private static RawCall begin(String path, String key) throws IOException {
        RawCall call = new RawCall(SIDE.uri("/").getPort());
        assertThat(call.begin("GET", path, "HTTP/1.1", key)).isEqualTo("HTTP/1.1 200");
        return call;
    }

    private static HttpResponse<String> get(String path) {
        return SIDE.getAs("acme", Role.INTEGRATOR, path);
    }

    @Test
    void givenAnExport_whenItIsReadToItsEnd_thenTheEndIsThere() throws IOException {
        String key = SIDE.key("acme", Role.MANAGER);
        try (RawCall csv = begin(EXPORT + "csv", key);
                RawCall workbook = begin(EXPORT + "xlsx", key)) {
            assertThat(csv.rest()).endsWith(LAST_CHUNK).contains("u" + (PUNCHES - 1));
            assertThat(workbook.rest()).endsWith(LAST_CHUNK).contains(END_OF_WORKBOOK);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {EXPORT + "csv", EXPORT + "ndjson", EXPORT + "xlsx", "/api/audit/v1/events"})
    void givenAnExport_whenItsKeyIsRevokedMeanwhile_thenItBreaksOffAndDoesNotLookWhole(String path) throws IOException {
        ApiKey key = ApiKey.generate("acme", "doomed-" + path.hashCode());
        var issued = new ApiKeyIssued("acme", key.keyId(), "doomed", Role.AUDITOR, key.hash(), null, null, AT);
        SIDE.append(Streams.customer("acme"), AT, issued);
        try (RawCall call = begin(path, key.text())) {
            SIDE.append(Streams.customer("acme"), AT, new ApiKeyRevoked("acme", key.keyId(), AT));
            String answer = call.rest();

            // An event has its text twice: in the stored record, and in the payload.
            int texts = path.endsWith("events") ? 2 : 1;
            assertThat(answer.length()).isGreaterThan(100_000).isLessThan(texts * PUNCHES * TEXT_CHARACTERS);
            assertThat(answer.endsWith(LAST_CHUNK)).isFalse();
            assertThat(answer.contains(END_OF_WORKBOOK)).isFalse();
            assertThat(answer.substring(answer.length() - 1_000)).doesNotContain("problem", "about:blank");
        }
    }

    @Test
    void givenFourClientsThatDoNotRead_whenTheirTimeIsOver_thenTheyAreCutOffAndHeldNoConnectionToTheDatabase()
            throws IOException {
        String key = SIDE.key("acme", Role.INTEGRATOR);
        List<RawCall> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(begin(EXPORT + "ndjson", key));
        }
        HttpResponse<String> fifth = get(EXPORT + "csv");
        assertThat(fifth.statusCode()).isEqualTo(429);
        assertThat(fifth.headers().firstValue("Retry-After")).isPresent();
        assertThat(get("/api/v1/punches?limit=1").statusCode()).isEqualTo(200);
        HikariDataSource reading =
                (HikariDataSource) SIDE.bean(ConnectionPools.class).reading();
        // Each may still read the page that fills what its client does not take; after that it holds none, and goes on
        // waiting.
        await().atMost(SOON)
                .until(() -> reading.getHikariPoolMXBean().getActiveConnections() == 0
                        && get(EXPORT + "csv").statusCode() == 429);

        await().atMost(SOON).until(() -> fourBegin(key));
        for (RawCall call : calls) {
            assertThat(call.rest().endsWith(LAST_CHUNK)).isFalse();
            call.close();
        }
    }

    private static boolean fourBegin(String key) throws IOException {
        boolean begun = true;
        List<RawCall> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            RawCall call = new RawCall(SIDE.uri("/").getPort());
            calls.add(call);
            begun &= call.begin("GET", EXPORT + "ndjson", "HTTP/1.1", key).endsWith("200");
        }
        for (RawCall call : calls) {
            call.close();
        }
        return begun;
    }

    @Test
    void givenHttp10_whenExported_thenOnlyAFormatThatShowsItsOwnEndIsServed() throws IOException {
        for (String format : List.of("csv", "ndjson", "xlsx")) {
            try (RawCall call = new RawCall(SIDE.uri("/").getPort())) {
                String path = EXPORT + format + "&user_id=u1";
                String begun = call.begin("GET", path, "HTTP/1.0", SIDE.key("acme", Role.MANAGER));

                assertThat(begun).isEqualTo("HTTP/1.1 " + (format.equals("xlsx") ? 200 : 505));
                call.rest();
            }
        }
    }
}
