package io.punchgate.query.audit.replay;

import static io.punchgate.query.RunningQuerySide.json;
import static io.punchgate.query.TestEvents.AT;
import static io.punchgate.query.TestEvents.callback;
import static io.punchgate.query.TestEvents.customer;
import static io.punchgate.query.TestEvents.device;
import static io.punchgate.query.TestEvents.id;
import static io.punchgate.query.TestEvents.punch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.CallbackId;
import io.punchgate.api.DomainEvent;
import io.punchgate.api.Streams;
import io.punchgate.query.RunningQuerySide;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class ReplayTest {

    private static final String REPLAYS = ReplayCalls.REPLAYS;
    private static final int PUNCHES = 7_000;

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide();

    private static final AtomicInteger COUNT = new AtomicInteger();

    @BeforeAll
    static void start() {
        SIDE.append(Streams.customer("acme"), AT, customer("acme"), callback("acme"));
        SIDE.append(Streams.customer("other"), AT, customer("other"));
        SIDE.append(Streams.device("SN1"), AT, device("SN1", "acme"));
        SIDE.append(Streams.device("SN2"), AT, device("SN2", "other"));
        appendPunches("SN1", "acme", PUNCHES);
        appendPunches("SN2", "other", 100);
        SIDE.append(Streams.callback(CallbackId.ofDefault("acme")), AT, DeliveryStories.told());
        awaitPunches();
    }

    @AfterEach
    void leavesNoSchema() {
        await().until(() -> jdbc().sql("select count(*) from pg_namespace where nspname like 'replay%'")
                        .query(Long.class)
                        .single()
                == 0);
    }

    @Test
    void givenUntouchedReadModels_whenReplayed_thenNothingDiffers() {
        JsonNode replay = replay(null, "{}");
        assertThat(replay.path("status").stringValue()).isEqualTo("done");
        assertThat(replay.path("differences").size()).isZero();
        assertThat(replay.path("processed").longValue())
                .isEqualTo(replay.path("total").longValue())
                .isGreaterThan(PUNCHES);
        assertThat(replay(null, "{\"sn\":\"SN1\"}").path("differences").size()).isZero();
        assertThat(replay.path("events_per_second").longValue()).isPositive();
    }

    @Test
    void givenRowsThatWereTamperedWith_whenReplayed_thenTheyAreShown() {
        execute("update query.punch set state_raw = 'forged' where id = cast(? as uuid)", id("SN1-17"));
        execute("create table saved_punch as select * from query.punch where id = '" + id("SN2-7005") + "'");
        execute("delete from query.punch where id = cast(? as uuid)", id("SN2-7005"));
        try {
            JsonNode differences = replay(null, "{}").path("differences");

            assertThat(differences.size()).isEqualTo(2);
            JsonNode changed = of("acme", differences);
            assertThat(changed.path("table").stringValue()).isEqualTo("punch");
            assertThat(changed.path("live").path("state_raw").stringValue()).isEqualTo("forged");
            assertThat(changed.path("rebuilt").path("state_raw").stringValue()).isEqualTo("1");
            assertThat(of("other", differences).path("live").isNull()).isTrue();
            assertThat(replay("acme", "{}").path("differences").size()).isEqualTo(1);
            assertThat(replay(null, "{\"sn\":\"SN2\"}").path("differences").size())
                    .isEqualTo(1);
            assertThat(replay(null, "{\"until\":\"2026-06-20T00:00:00Z\"}")
                            .path("differences")
                            .size())
                    .isZero();
        } finally {
            execute("update query.punch set state_raw = '1' where id = cast(? as uuid)", id("SN1-17"));
            execute("insert into query.punch select * from saved_punch");
        }
    }

    private static void execute(String sql, Object... values) {
        jdbc().sql(sql).params(values).update();
    }

    @Test
    void givenPunchesThatKeepComing_whenReplayed_thenNothingDiffers() {
        try (ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor()) {
            var writing =
                    writer.scheduleAtFixedRate(() -> appendPunches("SN1", "acme", 20), 0, 20, TimeUnit.MILLISECONDS);
            for (int i = 0; i < 3; i++) {
                JsonNode replay = replay(null, "{}");
                assertThat(replay.path("status").stringValue()).isEqualTo("done");
                assertThat(replay.path("differences").size()).isZero();
            }
            assertThat(writing.isDone()).as("the writer failed").isFalse();
            writing.cancel(false);
        }
        awaitPunches();
    }

    @Test
    void givenACustomersReplay_whenAnotherCustomerAsksForOne_thenBothEndInTurn() {
        List<String> ids = Stream.of("acme", "acme", "other")
                .map(customer -> SIDE.post(customer, REPLAYS, "{\"until\":\"2026-06-22T00:00:00Z\"}"))
                .map(answer -> json(answer).path("id").stringValue())
                .toList();

        ids.forEach(id -> assertThat(ended(id).path("status").stringValue()).isEqualTo("done"));
    }

    @Test
    void givenAsManyReplaysAsACustomerMayHave_whenOneMoreIsAskedFor_thenItIsToldToComeAgainUntilOneIsCancelled() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < Replays.PER_CUSTOMER_MAX; i++) {
            ids.add(json(SIDE.post(null, REPLAYS, "{}")).path("id").stringValue());
        }
        HttpResponse<String> more = SIDE.post(null, REPLAYS, "{}");
        assertThat(more.statusCode()).isEqualTo(429);
        assertThat(more.headers().firstValue("Retry-After")).isPresent();
        assertThat(SIDE.delete("acme", REPLAYS + "/" + ids.getLast()).statusCode())
                .isEqualTo(404);

        ids.forEach(id ->
                assertThat(SIDE.delete(null, REPLAYS + "/" + id).statusCode()).isEqualTo(200));
        assertThat(json(SIDE.get(REPLAYS + "/" + ids.getLast())).path("status").stringValue())
                .isEqualTo("cancelled");
        assertThat(SIDE.post(null, REPLAYS, "{\"until\":\"2026-01-01T00:00:00Z\"}")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void givenAWrongBody_whenAReplayIsAskedFor_thenTheKeyIsNamed() {
        assertThat(json(SIDE.post(null, REPLAYS, "{\"until\":\"yesterday\"}"))
                        .path("field")
                        .stringValue())
                .isEqualTo("until");
        assertThat(SIDE.post(null, REPLAYS, "{\"sn\":7}").statusCode()).isEqualTo(400);
        String large = "{\"sn\":\"" + "x".repeat(5 * 1024 * 1024) + "\"}";
        assertThat(SIDE.post("acme", REPLAYS, large).statusCode()).isEqualTo(413);
        HttpResponse<String> misspelled = SIDE.post(null, REPLAYS, "{\"sns\":\"SN1\"}");
        assertThat(misspelled.statusCode()).isEqualTo(400);
        assertThat(json(misspelled).path("field").stringValue()).isEqualTo("sns");
    }

    private static JsonNode of(String customerId, JsonNode differences) {
        return differences
                .valueStream()
                .filter(each ->
                        each.path("key").path("customer_id").stringValue().equals(customerId))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode replay(@Nullable String customerId, String body) {
        HttpResponse<String> started = await().atMost(Duration.ofSeconds(30))
                .until(() -> SIDE.post(customerId, REPLAYS, body), answer -> answer.statusCode() == 202);
        return ended(json(started).path("id").stringValue());
    }

    private static JsonNode ended(String id) {
        return new ReplayCalls(SIDE).ended(id);
    }

    private static void appendPunches(String sn, String customerId, int count) {
        DomainEvent[] punches = IntStream.range(0, count)
                .mapToObj(n -> punch(sn + "-" + COUNT.incrementAndGet(), sn, customerId, AT))
                .toArray(DomainEvent[]::new);
        SIDE.append(Streams.device(sn), AT, punches);
    }

    private static void awaitPunches() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc().sql("""
                        select (select count(*) from query.punch)
                             = (select count(*) from log.event where type = 'punchgate.punch-recorded.v1')
                        """).query(Boolean.class).single());
    }

    private static JdbcClient jdbc() {
        return SIDE.bean(JdbcClient.class);
    }
}
