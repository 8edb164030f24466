package io.punchgate.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.punchgate.api.CallbackId;
import io.punchgate.api.DomainEvent;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerEvent.CallbackRemoved;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.InputType;
import io.punchgate.query.TestPunches;
import io.punchgate.query.attendance.punch.PunchProjection;
import io.punchgate.query.delivery.table.DeliveryProjection;
import io.punchgate.query.person.PersonalTexts;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.person.PersonKeys;
import io.punchgate.runtime.sql.Migrations;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

class BatchedProjectionTest {

    private static final TestPunches DEVICE = new TestPunches("acme", "SN1", "http");

    private static JdbcTemplate jdbc = new JdbcTemplate();

    @BeforeAll
    static void migrate() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(TestDatabase.freshUrl());
        List.of("log", "person", "query").forEach(schema -> Migrations.migrate(database, schema));
        jdbc = new JdbcTemplate(database);
    }

    /** An empty copy of the read models, as a replay makes it. */
    private static void copySchema(String schema, Projection projection) {
        jdbc.execute("create schema " + schema);
        jdbc.execute("create table " + schema + ".projection_position (like query.projection_position including all)");
        projection
                .tables()
                .forEach(table -> jdbc.execute(
                        "create table %s.%s (like query.%s including all)".formatted(schema, table, table)));
    }

    private static void on(Projection projection, DomainEvent event, long position) {
        projection.take(new GenericTrackedEventMessage<>(
                new GlobalSequenceTrackingToken(position), new GenericEventMessage<>(event)));
    }

    private static PunchProjection punches(String schema) {
        PunchProjection projection = new PunchProjection(jdbc, schema, new PersonalTexts(new PersonKeys(jdbc)));
        copySchema(schema, projection);
        return projection;
    }

    private static long count(String table) {
        Long count = jdbc.queryForObject("select count(*) from " + table, Long.class);
        return count == null ? 0 : count;
    }

    @Test
    void givenAnotherSchema_whenEventsAreHandledAgain_thenNothingChanges() {
        PunchProjection projection = punches("again");
        PunchRecorded first = DEVICE.punch("1", "2026-06-21T09:00:00Z", null);
        PunchRecorded second = DEVICE.punch("2", "2026-06-21T09:00:00Z", null);
        on(projection, first, 1);
        projection.flush();
        on(projection, first, 1);
        on(projection, second, 2);
        projection.flush();
        on(projection, second, 2);
        projection.flush();

        assertThat(count("again.punch")).isEqualTo(2);
        assertThat(count("query.punch")).isZero();
    }

    @Test
    void givenDiscardedEvents_whenFlushed_thenTheyAreNotWritten() {
        PunchProjection projection = punches("discarded");
        on(projection, DEVICE.punch("1", "2026-06-21T09:00:00Z", null), 1);
        projection.discard();
        projection.flush();

        assertThat(count("discarded.punch")).isZero();
    }

    @Test
    void givenADatabaseThatLostACommit_whenFlushed_thenFailsUntilItsEventsComeAgain() {
        PunchProjection projection = punches("lost");
        PunchRecorded second = DEVICE.punch("2", "2026-06-21T09:00:00Z", null);
        PunchRecorded third = DEVICE.punch("3", "2026-06-21T09:00:00Z", null);
        on(projection, DEVICE.punch("1", "2026-06-21T09:00:00Z", null), 1);
        projection.flush();
        on(projection, second, 2);
        projection.flush();
        jdbc.execute("delete from lost.punch where position = 2");
        jdbc.execute("update lost.projection_position set position = 1");

        on(projection, third, 3);
        assertThatThrownBy(projection::flush).hasMessageContaining("up to event 2");
        on(projection, second, 2);
        on(projection, third, 3);
        projection.flush();

        assertThat(count("lost.punch")).isEqualTo(3);
    }

    @Test
    void givenWhatDatabasesRefuse_whenFlushed_thenItIsKeptAsFarAsItCanBe() {
        PunchProjection projection = punches("odd");
        on(projection, odd(Instant.parse("-0001-12-31T23:00:00Z"), "a\0b"), 1);
        on(projection, odd(Instant.parse("+10000-01-01T05:00:00Z"), "{\"a,b\\\"}"), 2);
        projection.flush();

        assertThat(jdbc.queryForList("select state_raw from odd.punch order by position", String.class))
                .containsExactly("a\uFFFDb", "{\"a,b\\\"}");
    }

    private static PunchRecorded odd(Instant time, String raw) {
        return new PunchRecorded(
                "00000000-0000-7000-8000-00000000000" + raw.length(),
                "SN1",
                "acme",
                "Gate",
                "1",
                time,
                LocalDateTime.parse("9999-12-31T23:00:00"),
                "-06:00",
                raw,
                null,
                null,
                raw,
                InputType.Others,
                null,
                null,
                null,
                null,
                "http",
                time,
                true,
                null,
                null);
    }

    @Test
    void givenAPunchThatWasSetAside_whenHandledLate_thenTheSettingsOfItsPlaceInTheLogSayWhoWantedIt() {
        DeliveryProjection projection = new DeliveryProjection(jdbc, "late");
        copySchema("late", projection);
        CallbackId early = new CallbackId("acme", "early");
        CallbackId later = new CallbackId("acme", "later");
        CallbackSettings all = CallbackSettings.of("http://example.test");
        on(projection, new CallbackSet(early, all, TestPunches.RECORDED_AT), 1);
        on(projection, new CallbackRemoved(early, TestPunches.RECORDED_AT), 3);
        on(projection, new CallbackSet(later, all, TestPunches.RECORDED_AT), 4);
        projection.flush();

        projection.redo(new GenericTrackedEventMessage<>(
                new GlobalSequenceTrackingToken(2),
                new GenericEventMessage<>(DEVICE.punch("1", "2026-06-21T09:00:00Z", null))));

        assertThat(jdbc.queryForList("select callback from late.delivery", String.class))
                .containsExactly("early");
    }

    @Test
    void givenAPunchDeliveredInTheSameBatch_whenFlushed_thenCountedOnce() {
        DeliveryProjection projection = new DeliveryProjection(jdbc, "counted");
        copySchema("counted", projection);
        PunchRecorded punch = DEVICE.punch("1", "2026-06-21T09:00:00Z", null);
        Attempt done = new Attempt(TestPunches.RECORDED_AT, 200, 5, null, "ok");
        PunchesDelivered delivered = new PunchesDelivered(
                CallbackId.ofDefault("acme"), List.of(new Delivered(new PunchRef(punch.punchId(), "SN1", 0), done)));
        on(
                projection,
                new CallbackSet(
                        CallbackId.ofDefault("acme"),
                        CallbackSettings.of("http://example.test"),
                        TestPunches.RECORDED_AT),
                1);
        on(projection, punch, 2);
        on(projection, delivered, 3);
        projection.flush();
        on(projection, delivered, 3);
        projection.flush();

        assertThat(jdbc.queryForMap("select delivered, pending from counted.delivery_count"))
                .containsEntry("delivered", 1L)
                .containsEntry("pending", 0L);
        assertThat(jdbc.queryForMap("select status, attempts, first_excerpt from counted.delivery"))
                .containsEntry("status", "delivered")
                .containsEntry("attempts", 1)
                .containsEntry("first_excerpt", "ok");
    }
}
