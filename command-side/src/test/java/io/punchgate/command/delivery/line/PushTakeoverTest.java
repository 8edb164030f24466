package io.punchgate.command.delivery.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryCommand.RecordDeliveries;
import io.punchgate.api.delivery.DeliveryCommand.RequestRedelivery;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.command.delivery.CustomerServer;
import io.punchgate.command.delivery.CustomerServer.Reply;
import io.punchgate.command.delivery.CutCable;
import io.punchgate.runtime.BesideOthers;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.Migrations;
import io.punchgate.runtime.wait.Polling;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Two processes on one database: one pushes, and the other goes on when it falls silent. */
@BesideOthers
class PushTakeoverTest {

    private static final Duration MAX = Duration.ofSeconds(40);

    private final EventStorageEngine log = new InMemoryEventStorageEngine(1);
    private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final CustomerServer server = new CustomerServer();
    private final CutCable cable = new CutCable();
    private PushHarness one;
    private PushHarness other;

    PushTakeoverTest() {
        Migrations.migrate(database, "log");
        Migrations.migrate(database, "command");
        one = new PushHarness(cable.to(database), cable.to(log));
        other = one;
    }

    @BeforeEach
    void begin() {
        await().atMost(MAX).until(one::hasClaim);
        other = new PushHarness(database, log);
        other.setCallback(server.url(), PushStage.SECONDS);
    }

    @AfterEach
    void end() throws IOException {
        one.close();
        other.close();
        server.close();
    }

    @Test
    void givenOneOfTwoPushes_whenItIsKilled_thenTheOtherGoesOnInOrderAndRepeatsWhatWasUnderWayAtMost()
            throws IOException {
        server.answer(request -> {
            Polling.rest(Duration.ofMillis(5));
            return Reply.DONE;
        });
        for (int i = 0; i < 300; i++) {
            other.punch("A", "a" + i);
            other.punch("B", "b" + i);
        }
        await().atMost(MAX).until(() -> server.received().size() > 100);
        assertThat(other.hasClaim()).isFalse();
        one.kill(cable);
        assertThat(ids("A")).doesNotContain(OperationId.of("a299"));

        await().atMost(MAX).until(() -> ids("A").contains(OperationId.of("a299")));
        await().atMost(MAX).until(() -> ids("B").contains(OperationId.of("b299")));
        assertThat(ids("A").stream().distinct()).isEqualTo(PushStage.ids("a", 300));
        assertThat(ids("B").stream().distinct()).isEqualTo(PushStage.ids("b", 300));
        assertThat(server.received().size()).isBetween(600, 640);
    }

    @Test
    void givenARetryIsPlanned_whenItsProcessIsKilled_thenTheOtherMakesThatOneAttempt() throws IOException {
        server.answer(request -> new Reply(503, "busy"));
        other.setCallback(server.url(), List.of(3, 600));
        other.punch("A", "a0");
        await().atMost(MAX).until(() -> other.said(DeliveryAttemptFailed.class).size() == 1);
        one.kill(cable);
        server.answer(request -> Reply.DONE);
        await().atMost(MAX).until(() -> other.said(PunchDeliveredLater.class).size() == 1);
        assertThat(server.received()).hasSize(2);
    }

    @Test
    void givenTheOneThatPushesIsCutOff_whenItsClaimLapses_thenItStopsBeforeTheOtherBegins() {
        cable.cut();
        await().atMost(MAX).pollInterval(Duration.ofMillis(5)).until(() -> {
            assertThat(one.hasClaim() && other.hasClaim()).isFalse();
            return other.hasClaim();
        });
        other.punch("A", "a0");
        await().atMost(MAX).until(() -> ids("A").size() == 1);
    }

    @Test
    void givenTheOneThatPushesStops_whenPunchesCome_thenTheOtherPushesThemAtOnce() throws IOException {
        one.close();
        other.punch("A", "a0");
        await().atMost(Duration.ofSeconds(4)).until(() -> ids("A").size() == 1);
    }

    @Test
    void givenTheOtherIsAsked_whenAPunchIsPending_thenItKnowsAndADeliveredOneIsSentAgain() {
        server.answer(request -> request.isFor("A") ? new Reply(503, "") : Reply.DONE);
        other.punch("A", "a0");
        other.punch("B", "b0");
        await().atMost(MAX).until(() -> other.said(DeliveryAttemptFailed.class).size() == 1 && ids("B").size() == 1);
        assertThat(other.isPending(new PunchRef("a0", "A", 0))).isTrue();
        await().atMost(MAX).until(() -> !other.isPending(new PunchRef("b0", "B", 0)));
        other.say(new RequestRedelivery(
                CallbackId.ofDefault(PushHarness.ACME), new PunchRef("b0", "B", 0), "erp", Instant.now()));
        await().atMost(MAX).until(() -> ids("B").size() == 2);
    }

    @Test
    void givenAnAcknowledgementIsStoredLate_whenTheOtherHadTheSamePunchFail_thenItIsNotSentAgainAndTheLineGoesOn()
            throws IOException {
        one.close();
        server.answer(request -> request.webhookId().equals(OperationId.of("a0")) ? new Reply(503, "") : Reply.DONE);
        other.setCallback(server.url(), List.of(2, 600));
        other.punch("A", "a0");
        other.punch("A", "a1");
        await().atMost(MAX).until(() -> other.said(DeliveryAttemptFailed.class).size() == 1);

        PunchRef late = new PunchRef("a0", "A", 0);
        Attempt attempt = new Attempt(Instant.now(), 200, 1, null, "done");
        other.say(new RecordDeliveries(CallbackId.ofDefault(PushHarness.ACME), List.of(new Delivered(late, attempt))));

        await().atMost(MAX).until(() -> ids("A").contains(OperationId.of("a1")));
        await().atMost(MAX).until(() -> sagas() == 0);
        assertThat(ids("A")).containsExactly(OperationId.of("a0"), OperationId.of("a1"));
    }

    private long sagas() {
        return JdbcClient.create(database)
                .sql("select count(*) from command.push_saga")
                .query(Long.class)
                .single();
    }

    @Test
    void givenALineIsHeldByNoSaga_whenThePushIsLoaded_thenItGoesOn() throws IOException {
        one.close();
        server.answer(request -> new Reply(503, ""));
        other.setCallback(server.url(), List.of(600));
        other.punch("A", "a0");
        await().atMost(MAX).until(() -> sagas() == 1);
        other.close();
        JdbcClient.create(database)
                .sql("delete from command.push_saga_association")
                .update();
        JdbcClient.create(database).sql("delete from command.push_saga").update();

        server.answer(request -> Reply.DONE);
        other = new PushHarness(database, log);
        await().atMost(MAX).until(() -> ids("A").size() == 2);
    }

    private List<String> ids(String sn) {
        return server.received().stream()
                .filter(request -> request.isFor(sn))
                .map(CustomerServer.Received::webhookId)
                .toList();
    }
}
