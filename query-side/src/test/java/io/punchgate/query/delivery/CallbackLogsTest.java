package io.punchgate.query.delivery;

import static io.punchgate.query.RunningQuerySide.json;
import static io.punchgate.query.TestEvents.customer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.Streams;
import io.punchgate.api.customer.Role;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.PushedEvent;
import io.punchgate.query.EarlierTables;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.runtime.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** Any log of several callbacks, whose filters change and which come and go, makes the deliveries that its events say. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CallbackLogsTest {

    private static final Duration MAX = Duration.ofSeconds(60);
    private static final List<String> NAMES = List.of("default", "erp", "gate");
    private static final List<PunchType> TYPES = List.of(PunchType.CheckIn, PunchType.CheckOut, PunchType.BreakOut);
    private static final List<PunchType> NO_TYPES = List.of();
    private static final List<String> NO_SNS = List.of();
    private static final int STEPS = 600;
    private static final String DATABASE = TestDatabase.freshUrl();

    private static RunningQuerySide side;
    private static ExpectedDeliveries told;

    @BeforeAll
    static void start() {
        side = new RunningQuerySide(DATABASE);
        told = new ExpectedDeliveries(side, "any");
        side.append(Streams.customer("any"), ExpectedDeliveries.AT, customer("any"));
        Random random = new Random(25);
        for (int step = 0; step < STEPS; step++) {
            happen(random);
        }
    }

    @AfterAll
    static void stop() {
        side.close();
    }

    private static JsonNode get(String path) {
        return json(side.getAs("any", Role.INTEGRATOR, "/api/v1/deliveries" + path));
    }

    private static List<String> listed(String query) {
        return get(query)
                .path("data")
                .valueStream()
                .map(each -> each.path("punch_id").asString() + " "
                        + each.path("callback").asString("null") + " "
                        + each.path("status").asString())
                .toList();
    }

    @Test
    void givenAnyLog_whenRead_thenEverySumIsRightByCallbackAndInAll() {
        assertThat(listed("?limit=1000")).isEqualTo(told.listed(null));
        for (String name : told.names()) {
            if (!name.isEmpty()) {
                assertThat(listed("?limit=1000&callback=" + name)).isEqualTo(told.listed(name));
                assertSums(get("/summary?callback=" + name), name);
            }
        }
        assertSums(get("/summary"), null);
        JsonNode monitor = get("/monitor?limit=1000");
        assertSums(monitor.path("customer"), null);
        monitor.path("callbacks")
                .forEach(row -> assertSums(row, row.path("callback").asString("")));
        assertThat(monitor.path("data")
                        .valueStream()
                        .mapToLong(row -> row.path("received").asLong())
                        .sum())
                .isEqualTo(told.listed(null).size());
    }

    @Test
    void givenAnyLog_whenReplayed_thenNothingDiffers() {
        String replay = "/api/audit/v1/replays/"
                + json(side.post(null, "/api/audit/v1/replays", "{}"))
                        .path("id")
                        .asString();
        JsonNode ended = await().atMost(MAX)
                .until(
                        () -> json(side.get(replay)),
                        each -> !each.path("status").asString().equals("running"));
        assertThat(ended.path("status").asString()).isEqualTo("done");
        assertThat(ended.path("differences").toString()).isEqualTo("[]");
    }

    /** Last, as the other read models are not made anew. */
    @Order(Integer.MAX_VALUE)
    @Test
    void givenTablesOfTheTimeWhenACustomerHadOneCallback_whenStarted_thenTheyAreMadeAnewFromTheEvents() {
        assertThat(listed("?limit=1000")).isEqualTo(told.listed(null));
        String monitor = get("/monitor?limit=1000").toString();
        side.close();
        JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource(DATABASE));
        jdbc.execute("create table tokens as select * from query.token_entry");
        jdbc.execute("create table positions as select * from query.projection_position");
        jdbc.execute("drop schema query cascade");
        EarlierTables.migrate(new DriverManagerDataSource(DATABASE), "12");
        jdbc.execute(
                "insert into query.token_entry select processor_name, segment, token, token_type, timestamp from tokens");
        jdbc.execute("delete from query.projection_position");
        jdbc.execute("insert into query.projection_position select * from positions");
        jdbc.execute(
                "insert into query.delivery (customer_id, position, id, sn, operation_id, status, attempts, recorded_at)"
                        + " select 'any', n, 'p' || n, 'G1', 'op', 'delivered', 1, now() from generate_series(1, 100) n");
        jdbc.execute("insert into query.delivery_count (customer_id, received, delivered) values ('any', 100, 100)");
        jdbc.execute("insert into query.retention values ('excerpts', 'any', 1000000, now())");
        jdbc.execute("insert into query.registry_customer (id, settings, callback_url, retry_schedule, callback_state,"
                + " callback_reason, created_at, updated_at) values ('any',"
                + " '{\"name\":\"Any\",\"pairing\":\"BY_TYPE\",\"maxIntervalHours\":16}', 'http://old.test/',"
                + " '[5,30]', 'PAUSED', 'by hand', now(), now())");
        jdbc.execute(
                "insert into log.dead_letter (id, processing_group, sequence_identifier, sequence_index, message_type,"
                        + " event_identifier, event_timestamp, payload_type, payload, enqueued_at)"
                        + " values ('1', 'deliveries', 's', 0, 't', 'e', 'now', 'p', '', 'now')");

        side = new RunningQuerySide(DATABASE);

        await().atMost(MAX).until(() -> get("/monitor?limit=1000").toString().equals(monitor));
        assertThat(listed("?limit=1000")).isEqualTo(told.listed(null));
        assertThat(jdbc.queryForObject("select count(*) from log.dead_letter", Long.class))
                .isZero();
        JsonNode callbacks =
                json(side.get("/api/admin/v1/customers/any/callbacks")).path("data");
        assertThat(callbacks.size()).isEqualTo(1);
        assertThat(callbacks.get(0).path("name").asString()).isEqualTo("default");
        assertThat(callbacks.get(0).path("url").asString()).isEqualTo("http://old.test/");
        assertThat(callbacks.get(0).path("state").asString()).isEqualTo("paused");
        assertThat(callbacks.get(0).path("format").asString()).isEqualTo("realtime");
        assertThat(callbacks.get(0).path("filter").toString()).isEqualTo("{\"sns\":[],\"types\":[]}");
    }

    private static void happen(Random random) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        List<PushedEvent> pushed = told.pushed;
        PushedEvent any = pushed.isEmpty() ? told.punch("G1", null) : pushed.get(random.nextInt(pushed.size()));
        String status = told.statusOf(name, any);
        switch (random.nextInt(13)) {
            case 0 ->
                told.set(
                        name,
                        random.nextBoolean() ? NO_SNS : List.of("G" + random.nextInt(3)),
                        random.nextBoolean() ? NO_TYPES : List.of(PunchType.CheckIn),
                        random.nextInt(3) > 0);
            case 1 -> {
                if (random.nextInt(3) == 0) {
                    told.remove(name);
                }
            }
            case 2, 3, 4, 5 ->
                told.punch(
                        "G" + random.nextInt(3), random.nextBoolean() ? null : TYPES.get(random.nextInt(TYPES.size())));
            case 6, 7 -> {
                if (status.equals("pending")) {
                    told.deliver(name, any);
                }
            }
            case 8 -> told.fail(name, any);
            case 9 -> {
                if (status.equals("pending")) {
                    told.park(name, any);
                }
            }
            case 10 -> told.correct(told.punches.get(random.nextInt(told.punches.size())));
            default -> {
                if (!status.equals("pending")) {
                    told.redeliver(name, any);
                }
            }
        }
    }

    private static void assertSums(JsonNode row, @Nullable String name) {
        long sum = 0;
        for (String status : List.of("delivered", "pending", "parked", "never", "erased")) {
            assertThat(row.path(status).asLong()).as("%s of %s", status, name).isEqualTo(told.count(name, status));
            sum += row.path(status).asLong();
        }
        assertThat(row.path("received").asLong()).as("received of %s", name).isEqualTo(sum);
    }
}
