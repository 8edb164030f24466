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
import io.punchgate.api.customer.Role;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.runtime.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Rebuilt tables take the place of those that are served, while two processes serve and follow them. */
class ReplaySwitchTest {

    private static final String PUNCHES = "/api/v1/punches?limit=1000";
    private static final int RECORDED = 5_200;

    private static final String DATABASE = TestDatabase.freshUrl();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static RunningQuerySide side;
    private static RunningQuerySide other;
    private static String key;

    @BeforeAll
    static void start() {
        side = new RunningQuerySide(DATABASE);
        side.append(Streams.customer("acme"), AT, customer("acme"), callback("acme"));
        side.append(Streams.device("SN1"), AT, device("SN1", "acme"));
        record(RECORDED);
        side.append(Streams.callback(CallbackId.ofDefault("acme")), AT, DeliveryStories.told());
        other = new RunningQuerySide(DATABASE);
        key = side.key("acme", Role.INTEGRATOR);
        readModels().await();
    }

    @AfterAll
    static void stop() {
        other.close();
        side.close();
    }

    @Test
    void givenRowsChangedDeletedAndAddedByHand_whenSwitched_thenTheTablesAreWhatTheEventsMakeAndElseAsBefore() {
        readModels().execute("grant select on query.punch, query.punch_1 to public");
        Map<String, String> before = readModels().rows();
        Set<String> description = readModels().description();
        List<String> positions = readModels().positions();
        assertThat(side.get("/api/admin/v1/devices/SN1").statusCode()).isEqualTo(200);
        readModels().execute("update query.punch set sn = 'forged' where id = '" + id("SN1-17") + "'");
        readModels().execute("delete from query.delivery where position % 7 = 0");
        readModels().execute("delete from query.registry_device");
        readModels().execute("insert into query.customer_rule values ('forged', true, 3)");

        JsonNode replay = replays().ended(replays().started(ReplayCalls.SWITCH));

        assertThat(replay.path("status").asString()).as(replay.toString()).isEqualTo("done");
        assertThat(replay.path("switch").asBoolean()).isTrue();
        assertThat(replay.path("differences").size()).isEqualTo(ReplayRun.DIFFERENCES_MAX);
        assertThat(readModels().rows()).isEqualTo(before);
        assertThat(readModels().description()).isEqualTo(description);
        assertThat(readModels().positions()).isEqualTo(positions);
        assertThat(side.get("/api/admin/v1/devices/SN1").statusCode()).isEqualTo(200);
        record(10);
        readModels().await();
        assertThat(replays().ended(replays().started("{}")).path("differences")).isEmpty();
        await().until(() -> readModels().schemas().isEmpty());
    }

    @Test
    void givenReadersAndPunchesThatKeepComing_whenSwitched_thenNobodyFailsAndNothingIsMissedOrDoubled()
            throws Exception {
        try (ScheduledExecutorService traffic = Executors.newScheduledThreadPool(3)) {
            List<Future<?>> running = new ArrayList<>();
            running.add(traffic.scheduleAtFixedRate(() -> record(20), 0, 20, TimeUnit.MILLISECONDS));
            for (RunningQuerySide each : List.of(side, other)) {
                running.add(traffic.scheduleAtFixedRate(() -> assertReadable(each), 0, 10, TimeUnit.MILLISECONDS));
            }
            for (int i = 0; i < 2; i++) {
                JsonNode replay = replays().ended(replays().started(ReplayCalls.SWITCH));
                assertThat(replay.path("status").asString())
                        .as(replay.toString())
                        .isEqualTo("done");
                assertThat(replay.path("differences")).isEmpty();
            }
            assertThat(running).allMatch(each -> !each.isDone(), "a reader or the writer failed");
            running.forEach(each -> each.cancel(false));
        }
        readModels().await();
        assertThat(readAll(other)).doesNotHaveDuplicates().hasSize(COUNT.get());
        assertThat(replays().ended(replays().started("{}")).path("differences")).isEmpty();
    }

    private static void assertReadable(RunningQuerySide from) {
        assertThat(from.getWith(key, PUNCHES).statusCode()).isEqualTo(200);
        assertThat(from.get("/api/admin/v1/devices/SN1").statusCode()).isEqualTo(200);
        assertThat(from.getWith(key, "/api/v1/deliveries/monitor").statusCode()).isEqualTo(200);
    }

    @Test
    void givenATransactionThatReadsForLong_whenSwitched_thenOthersReadMeanwhileAndItIsDoneAfterwards()
            throws Exception {
        readModels().execute("update query.punch set sn = 'forged' where id = '" + id("SN1-23") + "'");
        String id;
        OpenReader reader = OpenReader.of(DATABASE);
        try (reader) {
            id = replays().switching();
            await().pollInterval(Duration.ofMillis(5))
                    .until(() -> OpenReader.isWaitedFor(readModels().jdbc()));
            assertReadable(side);
            // As if the process that switches had ended in the middle.
            await().pollInterval(Duration.ofMillis(5))
                    .until(() -> OpenReader.endsOneThatWaits(readModels().jdbc()));
            assertThat(readModels().forged()).isEqualTo(1);
            assertReadable(other);
        }
        assertThat(replays().ended(id).path("status").asString()).isEqualTo("done");
        assertThat(readModels().forged()).isZero();
    }

    @Test
    void givenASwitchThatWaitsForAReader_whenCancelled_thenTheTablesThatWereServedAreServed() throws Exception {
        readModels().execute("update query.punch set sn = 'forged' where id = '" + id("SN1-29") + "'");
        OpenReader reader = OpenReader.of(DATABASE);
        try (reader) {
            String id = replays().switching();
            assertThat(json(other.delete(null, ReplayCalls.REPLAYS + "/" + id))
                            .path("status")
                            .asString())
                    .isEqualTo("cancelled");
            await().until(() -> readModels().schemas().isEmpty());
            assertThat(readModels().forged()).isEqualTo(1);
            assertThat(replays().get(id).path("status").asString()).isEqualTo("cancelled");
        } finally {
            readModels().execute("update query.punch set sn = 'SN1' where sn = 'forged'");
        }
    }

    @Test
    void givenProcessesThatEnd_whenAnotherStarts_thenItGoesOnWithTheTablesThatAreThere() throws Exception {
        String id;
        String tables;
        long processed;
        OpenReader reader = OpenReader.of(DATABASE);
        try (reader) {
            id = replays().switching();
            tables = readModels().schemas();
            processed = replays().get(id).path("processed").asLong();
            other.close();
            side.close();
            side = new RunningQuerySide(DATABASE);
            assertThat(replays().get(id).path("status").asString()).isEqualTo("running");
            replays().awaitSwitching(id);
            assertThat(readModels().schemas()).isEqualTo(tables);
        }
        other = new RunningQuerySide(DATABASE);
        JsonNode ended = replays().ended(id);
        assertThat(ended.path("status").asString()).isEqualTo("done");
        assertThat(ended.path("processed").asLong()).isGreaterThanOrEqualTo(processed);
    }

    private static List<String> readAll(RunningQuerySide from) {
        List<String> ids = new ArrayList<>();
        JsonNode page = json(from.getWith(key, PUNCHES));
        while (!page.path("data").isEmpty()) {
            page.path("data").forEach(punch -> ids.add(punch.path("id").asString()));
            String cursor = page.path("next_cursor").asString();
            page = json(from.getWith(key, PUNCHES + "&cursor=" + cursor));
        }
        return ids;
    }

    private static void record(int count) {
        DomainEvent[] punches = IntStream.range(0, count)
                .mapToObj(n -> punch("SN1-" + COUNT.incrementAndGet(), "SN1", "acme", AT))
                .toArray(DomainEvent[]::new);
        side.append(Streams.device("SN1"), AT, punches);
    }

    private static ReplayCalls replays() {
        return new ReplayCalls(side);
    }

    private static ReadModels readModels() {
        return new ReadModels(side);
    }
}
