package io.punchgate.query.retention;

import static io.punchgate.query.RunningQuerySide.json;
import static io.punchgate.query.TestEvents.AT;
import static io.punchgate.query.TestEvents.customer;
import static io.punchgate.query.TestEvents.device;
import static io.punchgate.query.TestEvents.id;
import static io.punchgate.query.TestEvents.punch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.CallbackId;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.Role;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.delivery.Verdict;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.runtime.log.deadletter.RecordFault;
import io.punchgate.runtime.sql.RangePartitions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Punch 1 was delivered at once, and punch 2 was not, both of them three months before punches 3 and 4, which fared alike. */
class RetentionTest {

    private static final Instant LATER = AT.plus(Duration.ofDays(91));

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide();

    private final JdbcClient jdbc = JdbcClient.create(SIDE.bean(DataSource.class));
    private final Retention retention = SIDE.bean(Retention.class);

    @BeforeEach
    void tell() {
        if (count("delivery", "true") > 0) {
            return;
        }
        SIDE.append(Streams.customer("acme"), AT, customer("acme"));
        SIDE.append(Streams.device("SN1"), AT, device("SN1", "acme"));
        SIDE.append(
                Streams.customer("acme"),
                AT,
                new CallbackSet(CallbackId.ofDefault("acme"), CallbackSettings.of("http://example.test/"), AT));
        tell(AT, "p1", "p2");
        tell(LATER, "p3", "p4");
        await().until(() -> count("delivery", "attempts > 0") == 4);
    }

    private static void tell(Instant at, String delivered, String failed) {
        SIDE.append(Streams.device("SN1"), at, punch(delivered, "SN1", "acme", at), punch(failed, "SN1", "acme", at));
        PunchRef first = new PunchRef(id(delivered), "SN1", 1);
        PunchRef second = new PunchRef(id(failed), "SN1", 2);
        SIDE.append(
                Streams.callback(CallbackId.ofDefault("acme")),
                at,
                new PunchesDelivered(
                        CallbackId.ofDefault("acme"),
                        List.of(new Delivered(first, new Attempt(at, 200, 3, null, "done")))),
                new DeliveryAttemptFailed(
                        "acme",
                        null,
                        "SN1",
                        id(failed),
                        second,
                        new Attempt(at, 500, 3, "status 500", "oh no"),
                        Verdict.UNREACHABLE,
                        null,
                        0.5));
    }

    private long count(String table, String where) {
        return jdbc.sql("select count(*) from query." + table + " where " + where)
                .query(Long.class)
                .single();
    }

    private static List<String> excerpts(String id) {
        return json(SIDE.getAs("acme", Role.INTEGRATOR, "/api/v1/deliveries/" + id(id)))
                .path("attempts")
                .valueStream()
                .map(attempt -> attempt.path("excerpt").stringValue())
                .toList();
    }

    @Test
    void givenOldAttempts_whenRemoved_thenTheirExcerptsAreGoneAndTheDeliveriesAreNot() {
        retention.removeBefore(LATER.minusSeconds(1));

        assertThat(excerpts("p1")).isEmpty();
        assertThat(excerpts("p2")).isEmpty();
        assertThat(excerpts("p3")).containsExactly("done");
        assertThat(excerpts("p4")).containsExactly("oh no");
        assertThat(count("delivery", "attempts = 1")).isEqualTo(4);
        assertThat(count("delivery", "first_excerpt is not null")).isEqualTo(1);
        assertThat(count("delivery_attempt", "true")).isEqualTo(1);
    }

    @Test
    void givenRemovedAttempts_whenReplayed_thenNothingDiffers() {
        retention.removeBefore(LATER.minusSeconds(1));

        String replay = "/api/audit/v1/replays/"
                + json(SIDE.post(null, "/api/audit/v1/replays", "{}"))
                        .path("id")
                        .stringValue();

        await().until(() ->
                !"running".equals(json(SIDE.get(replay)).path("status").stringValue()));
        JsonNode ended = json(SIDE.get(replay));
        assertThat(ended.path("status").stringValue()).isEqualTo("done");
        assertThat(ended.path("differences").size()).as(ended.toString()).isZero();
    }

    @Test
    void givenARebuiltReadModel_whenRemovedAgain_thenWhatCameAgainIsGone() {
        retention.removeBefore(LATER.minusSeconds(1));
        // A rebuild empties the note with the other tables, and the events write what had been removed.
        jdbc.sql("truncate query.retention").update();
        jdbc.sql(
                        "update query.delivery set first_at = ?, first_latency_ms = 3, first_excerpt = 'done' where punch_id = cast(? as uuid)")
                .params(java.sql.Timestamp.from(AT), id("p1"))
                .update();

        retention.removeBefore(LATER.minusSeconds(1));

        assertThat(excerpts("p1")).isEmpty();
    }

    @Test
    void givenFullPartitionsOfOldAttempts_whenRemoved_thenTheyAreEmptyAndARebuildMayWriteThere() {
        DataSource database = SIDE.bean(DataSource.class);
        jdbc.sql("alter table query.delivery_attempt detach partition query.delivery_attempt_1")
                .update();
        jdbc.sql(
                        "alter table query.delivery_attempt attach partition query.delivery_attempt_1 for values from (1) to (100)")
                .update();
        RangePartitions small = new RangePartitions(database, "query.delivery_attempt", 10);
        small.cover(105);
        assertThat(small.known()).hasSize(2);
        jdbc.sql(
                        "insert into query.delivery_attempt (punch_id, callback, position, at, latency_ms) values (gen_random_uuid(), 'x', 105, now(), 1)")
                .update();

        new FullPartitions(new JdbcTemplate(database), new TransactionTemplate(new JdbcTransactionManager(database)))
                .empty(99);

        assertThat(count("delivery_attempt", "position < 100")).isZero();
        assertThat(count("delivery_attempt", "position = 105")).isEqualTo(1);
        jdbc.sql(
                        "insert into query.delivery_attempt (punch_id, callback, position, at, latency_ms) values (gen_random_uuid(), 'x', 5, now(), 1)")
                .update();
        // A row for which the next partition is not made yet waits for it, and is not set aside.
        assertThatThrownBy(() -> jdbc.sql(
                                "insert into query.delivery_attempt (punch_id, callback, position, at, latency_ms)"
                                        + " values (gen_random_uuid(), 'x', 1000, now(), 1)")
                        .update())
                .matches(failure -> !RecordFault.is(failure));
        jdbc.sql("truncate query.delivery, query.delivery_attempt").update();
    }
}
