package io.punchgate.query.device;

import static io.punchgate.query.RunningQuerySide.json;
import static io.punchgate.query.TestEvents.AT;
import static io.punchgate.query.TestEvents.device;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.Streams;
import io.punchgate.api.customer.Role;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import io.punchgate.api.device.InstructionEvent.InstructionAnswered;
import io.punchgate.api.device.InstructionEvent.InstructionQueued;
import io.punchgate.api.device.InstructionEvent.InstructionSent;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.StoredEvent;
import io.punchgate.runtime.log.read.LogReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DeviceTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String READINESS = "/actuator/health/readiness";
    private static final String DEVICES = "/api/admin/v1/devices/";

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide();

    @Test
    void givenADevice_whenRead_thenAllThatMayBeSetIsThereAndNoSecret() {
        SIDE.append(Streams.device("SN-READ"), AT, device("SN-READ", "acme"));

        HttpResponse<String> answer = SIDE.get("/api/admin/v1/devices/SN-READ");

        assertThat(json(answer)).isEqualTo(JsonMapper.shared().readTree("""
                {"sn":"SN-READ","customer_id":"acme","label":"Main Gate","time_zone":"Asia/Kolkata",
                "service_tag_id":"ST-1",
                "subscription":{"from":"2026-01-01T00:00:00Z","until":"2027-01-01T00:00:00Z"},
                "states":{"9":"CheckIn"},"inputs":{"8":"Palm"},"default_type":"CheckIn",
                "heartbeat_seconds":60,"offline_after_seconds":180,
                "transport_auth":{"adms":"serial","networks":["10.1.0.0/16"]},"enabled":true,
                "created_at":"2026-06-21T04:00:01Z","updated_at":"2026-06-21T04:00:01Z"}"""));
        assertThat(answer.body()).doesNotContain("abab", "cdcd", "vault-1");
    }

    @Test
    void givenMoreRejectedRecordsThanAreKept_whenRead_thenTheNewestAreThereNewestFirst() {
        int count = DeviceProjection.REJECTED_KEPT_MAX + 5;
        ReportRejected[] events = IntStream.range(0, count)
                .mapToObj(n -> new ReportRejected("SN-BAD", "acme", "adms", "raw\0" + n, "unreadable\0", AT))
                .toArray(ReportRejected[]::new);
        SIDE.append(Streams.device("SN-BAD"), AT, device("SN-BAD", "acme"));
        SIDE.append(Streams.device("SN-BAD"), AT, events);

        // A read waits a second for so many at most, which a busy machine may exceed.
        JsonNode data = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> json(SIDE.get("/api/admin/v1/devices/SN-BAD/rejected"))
                                .path("data"),
                        kept -> kept.path(0).path("raw").stringValue("").endsWith("" + (count - 1)));

        assertThat(data.size()).isEqualTo(DeviceProjection.REJECTED_KEPT_MAX);
        assertThat(data.get(0).path("raw").stringValue()).isEqualTo("raw\uFFFD" + (count - 1));
        assertThat(data.get(0).path("transport").stringValue()).isEqualTo("adms");
        assertThat(data.get(0).path("reason").stringValue()).isEqualTo("unreadable\uFFFD");
        assertThat(data.get(0).path("recorded_at").stringValue()).isEqualTo("2026-06-21T04:00:01Z");
    }

    @Test
    void givenAQueuedCommand_whenRead_thenItIsQueued() {
        SIDE.append(
                Streams.device("SN-CMD"),
                AT,
                device("SN-CMD", "acme"),
                new InstructionQueued("SN-CMD", "acme", "c-1", "reboot", "{\"in\":5}", null, AT));

        JsonNode command =
                json(SIDE.get(DEVICES + "SN-CMD/commands")).path("data").get(0);

        assertThat(command.path("id").stringValue()).isEqualTo("c-1");
        assertThat(command.path("op").stringValue()).isEqualTo("reboot");
        assertThat(command.path("state").stringValue()).isEqualTo("queued");
        assertThat(command.has("data")).isFalse();
        assertThat(command.path("result").isNull()).isTrue();
    }

    @Test
    void givenACommandSentAndAnswered_whenRead_thenItsStateAndResult() {
        SIDE.append(
                Streams.device("SN-ANS"),
                AT,
                device("SN-ANS", "acme"),
                new InstructionQueued("SN-ANS", "acme", "a-1", "info", "{}", null, AT),
                new InstructionQueued("SN-ANS", "acme", "a-2", "reboot", "{}", null, AT),
                new InstructionSent("SN-ANS", "acme", "a-1", "tcp", true, AT),
                new InstructionSent("SN-ANS", "acme", "a-2", "tcp", true, AT),
                new InstructionAnswered("SN-ANS", "acme", "a-1", false, "no\0", AT));

        JsonNode commands = json(SIDE.get(DEVICES + "SN-ANS/commands")).path("data");
        assertThat(commands.get(0).path("state").stringValue()).isEqualTo("sent");
        assertThat(commands.get(1).path("state").stringValue()).isEqualTo("failed");
        assertThat(commands.get(1).path("result").stringValue()).isEqualTo("no\uFFFD");
    }

    @Test
    void givenDevicesOfSeveralCustomers_whenListed_thenTheCursorLeadsThroughThoseOfOne() {
        SIDE.append(Streams.device("L-1"), AT, device("L-1", "listed"));
        SIDE.append(Streams.device("L-2"), AT, device("L-2", "other"));
        SIDE.append(Streams.device("L-3"), AT, device("L-3", "listed"));

        JsonNode first = json(SIDE.get("/api/admin/v1/devices?customer_id=listed&limit=1"));
        JsonNode second = json(SIDE.get("/api/admin/v1/devices?customer_id=listed&limit=1&cursor="
                + first.path("next_cursor").stringValue()));

        assertThat(first.path("data").get(0).path("sn").stringValue()).isEqualTo("L-1");
        assertThat(first.path("has_more").booleanValue()).isTrue();
        assertThat(second.path("data").get(0).path("sn").stringValue()).isEqualTo("L-3");
        assertThat(second.path("has_more").booleanValue()).isFalse();
        HttpResponse<String> unknown = SIDE.get("/api/admin/v1/devices?cursor=L-1");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(json(unknown).path("field").stringValue()).isEqualTo("cursor");
    }

    @Test
    void givenNothingOfThatId_whenRead_thenNotFound() {
        assertThat(SIDE.get("/api/admin/v1/devices/none").statusCode()).isEqualTo(404);
        assertThat(SIDE.get("/api/admin/v1/devices/none/commands").statusCode()).isEqualTo(404);
        assertThat(SIDE.get("/api/admin/v1/devices/none/rejected").statusCode()).isEqualTo(404);
    }

    @Test
    void givenAnApiKey_whenItAsks_thenItIsRefused() {
        assertThat(SIDE.getAs("acme", Role.AUDITOR, "/api/admin/v1/devices").statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"customer=acme,customer", "limit=0,limit", "limit=1001,limit", "sn=a,sn"})
    void givenAWrongFilter_whenListed_thenItIsNamed(String filter, String field) {
        HttpResponse<String> answer = SIDE.get("/api/admin/v1/devices?" + filter);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("field").stringValue()).isEqualTo(field);
    }

    @Test
    void givenAnEventOfALaterVersion_whenItComes_thenTheReadModelsWaitBeforeItAndTheReadinessSaysWhy() {
        long position = SIDE.bean(LogReader.class).head() + 1;
        // One that lags by more than a page passes over what does not concern it in memory, and stands further back.
        await().atMost(SOON)
                .until(() -> SIDE
                        .bean(JdbcTemplate.class)
                        .queryForList("select position from query.projection_position", Long.class)
                        .stream()
                        .allMatch(reached -> reached == position - 1));
        String stream = Streams.device("SN-LATER");
        String record = new EventRecords()
                .encode(new StoredEvent(UUID.randomUUID().toString(), stream, 0, AT, device("SN-LATER", "acme")));
        SIDE.bean(JdbcTemplate.class)
                .update(
                        "with moved as (update log.head set position = ? returning 1) insert into log.event"
                                + " (position, stream, sequence, type, recorded_at, record)"
                                + " select ?, ?, 0, 'punchgate.device-registered.v99', now(), ? from moved",
                        position,
                        position,
                        stream,
                        record.replace(".v1\"", ".v99\""));
        SIDE.append(Streams.device("SN-AFTER"), AT, device("SN-AFTER", "acme"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(json(SIDE.getWith(RunningQuerySide.METRICS_TOKEN, READINESS))
                                .at("/components/projections/components/attendance/details")
                                .path("why")
                                .asString())
                        .contains("position " + position, "device-registered.v99"));
        assertThat(SIDE.getWith(null, READINESS).statusCode()).isEqualTo(503);

        SIDE.bean(JdbcTemplate.class).update("update log.event set record = ? where position = ?", record, position);
        for (String sn : List.of("SN-LATER", "SN-AFTER")) {
            await().atMost(SOON)
                    .until(() -> SIDE.get("/api/admin/v1/devices/" + sn).statusCode() == 200);
        }
        await().atMost(SOON).until(() -> SIDE.getWith(null, READINESS).statusCode() == 200);
    }
}
