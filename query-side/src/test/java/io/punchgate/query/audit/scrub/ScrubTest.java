package io.punchgate.query.audit.scrub;

import static io.punchgate.query.RunningQuerySide.json;
import static io.punchgate.query.TestEvents.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.audit.ScrubView.Fault;
import io.punchgate.api.customer.Role;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.runtime.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class ScrubTest {

    private static final String SCRUB = "/api/audit/v1/scrub";

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide(
            TestDatabase.freshUrl(), Passes.NONE_UNASKED, "--punchgate.tree.checkpoint-every=200ms");

    private static final Passes PASSES = new Passes(SIDE);
    private static final ScrubbedHistory HISTORY = new ScrubbedHistory(SIDE);

    @BeforeAll
    static void start() {
        HISTORY.of("acme", "SN1", 40);
        HISTORY.of("other", "SN2", 10);
        var unused = SIDE.key("acme", Role.AUDITOR);
        unused = SIDE.key("other", Role.AUDITOR);
        PASSES.awaitCaughtUp();
    }

    @Test
    void givenNothingChanged_whenScrubbed_thenNothingIsNamedAndThePassIsTold() {
        assertThat(PASSES.faults()).isEmpty();

        JsonNode told = json(SIDE.get(SCRUB));
        assertThat(told.path("passes").longValue()).isPositive();
        assertThat(told.path("position").longValue())
                .isEqualTo(told.path("of").longValue())
                .isEqualTo(number("select position from log.head"));
        assertThat(told.path("last_pass_seconds").isNumber()).isTrue();
        assertThat(told.path("last_pass_at").stringValue()).endsWith("Z");
    }

    @Test
    void givenARowThatWasChanged_whenScrubbed_thenItsCustomersAuditorSeesItUntilAfterItIsMended() {
        String punch = id("SN1-7");
        execute("update query.punch set type = 'BreakIn' where id = '" + punch + "'");

        assertThat(PASSES.faults()).containsExactly("read_model " + punch);
        JsonNode fault = last("acme");
        assertThat(fault.path("kind").stringValue()).isEqualTo("read_model");
        assertThat(fault.path("where").stringValue()).isEqualTo(punch);
        assertThat(fault.path("found_at").stringValue()).endsWith("Z");
        assertThat(fault.path("mended_at").isNull()).isTrue();
        assertThat(json(SIDE.getAs("other", Role.AUDITOR, SCRUB))
                        .path("faults")
                        .valueStream()
                        .map(each -> each.path("where").stringValue()))
                .doesNotContain(punch);
        assertThat(SIDE.getWith(RunningQuerySide.METRICS_TOKEN, "/actuator/prometheus")
                        .body())
                .contains(
                        "punchgate_scrub_faults{kind=\"read_model\"} 1.0",
                        "punchgate_scrub_faults{kind=\"event\"} 0.0");
        assertThat(SIDE.get("/actuator/health/readiness").statusCode()).isEqualTo(200);

        execute("update query.punch set type = 'CheckIn' where id = '" + punch + "'");

        assertThat(PASSES.faults()).isEmpty();
        assertThat(last("acme").path("where").stringValue()).isEqualTo(punch);
        assertThat(last("acme").path("mended_at").stringValue()).endsWith("Z");
    }

    private static JsonNode last(String customer) {
        return json(SIDE.getAs(customer, Role.AUDITOR, SCRUB)).path("faults").get(0);
    }

    @Test
    void givenCallersWhoAreNoOperators_whenTheyAskForAPass_thenTheyAreRefused() {
        assertThat(SIDE.post("acme", SCRUB, "").statusCode()).isEqualTo(403);
        assertThat(SIDE.getAs("acme", Role.INTEGRATOR, SCRUB).statusCode()).isEqualTo(403);
        long passes = PASSES.view().passes();

        assertThat(SIDE.post(null, SCRUB, "").statusCode()).isEqualTo(202);

        await().until(() -> PASSES.view().passes() > passes);
    }

    @Test
    void givenAReadModelThatLags_whenScrubbed_thenNothingIsNamed() throws SQLException {
        long head = number("select position from log.head");
        try (Connection other = SIDE.bean(DataSource.class).getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            // Its processor waits for the row.
            statement.execute("select from query.projection_position where name = 'attendance' for update");
            HISTORY.more("acme", "SN1", 1_000, 10);
            await().until(() ->
                    number("select min(position) from query.projection_position where name <> 'attendance'") > head);

            assertThat(PASSES.faults()).isEmpty();
            assertThat(number("select position from query.projection_position where name = 'attendance'"))
                    .isEqualTo(head);
            other.rollback();
        }
        PASSES.awaitCaughtUp();
        assertThat(PASSES.faults()).isEmpty();
    }

    @Test
    void givenALogThatWasCutBackWithItsTree_whenScrubbed_thenTheReadModelsTellOfTheEventsThatAreMissing() {
        long head = number("select position from log.head");
        execute("create table cut as select * from log.event where position > " + (head - 2)
                + "; create table signed as select * from log.tree_checkpoint; create table tree as select * from log.tree;"
                + " delete from log.event where position > " + (head - 2) + "; delete from log.tree_checkpoint;"
                + " update log.head set position = position - 2;"
                + " update log.tree set size = size - 2, edge = substring(edge from 1 for length(edge) - 64)");
        try {
            assertThat(PASSES.faults()).contains("event " + (head - 1), "event " + head);
        } finally {
            execute("insert into log.event select * from cut; delete from log.tree_checkpoint;"
                    + " insert into log.tree_checkpoint select * from signed; delete from log.tree;"
                    + " insert into log.tree select * from tree; update log.head set position = " + head
                    + "; drop table cut, signed, tree");
        }
        assertThat(PASSES.faults()).isEmpty();
    }

    @Test
    void givenAProcessThatScrubs_whenAnotherAsks_thenItWaitsUntilTheFirstHasNotBeenHeardOf() {
        JdbcClient jdbc = SIDE.bean(JdbcClient.class);
        ScrubTable one = new ScrubTable(jdbc, "one");
        ScrubTable other = new ScrubTable(jdbc, "other");
        execute("update query.scrub set owner = null");

        assertThat(one.own()).isTrue();
        assertThat(other.own()).isFalse();
        execute("update query.scrub set owned_until = now() - interval '1 second'");
        assertThat(other.own()).isTrue();
        assertThat(one.progress(1, 1)).isEmpty();
        assertThat(one.end(Duration.ZERO, Instant.EPOCH)).isFalse();
        execute("update query.scrub set owner = null");
    }

    @Test
    void givenFaultsBeyondTheLimit_whenFound_thenThoseThatAreGoneMakeRoom() {
        assertThat(PASSES.faults()).isEmpty();
        execute("insert into query.scrub_fault (kind, place, source, found_at, mended_at)"
                + " select 'event', 'old ' || n, 'event', now(), now() from generate_series(1, 10050) n");

        var table = new FaultTable(SIDE.bean(JdbcClient.class));
        table.add(List.of(), Instant.EPOCH);

        assertThat(number("select count(*) from query.scrub_fault")).isEqualTo(FaultTable.KEPT_MAX);
        Optional<Fault> oldest = table.of(null).stream()
                .filter(each -> each.where().equals("old 1"))
                .findAny();
        assertThat(oldest).isEmpty();
        execute("delete from query.scrub_fault where place like 'old %'");
    }

    private static long number(String sql) {
        return SIDE.bean(JdbcClient.class).sql(sql).query(Long.class).single();
    }

    private static void execute(String sql) {
        SIDE.bean(JdbcTemplate.class).execute(sql);
    }
}
