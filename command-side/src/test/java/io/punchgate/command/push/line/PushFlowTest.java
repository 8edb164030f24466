package io.punchgate.command.push.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.delivery.DeliveryCommand.PauseCallback;
import io.punchgate.api.delivery.DeliveryCommand.RequestRedelivery;
import io.punchgate.api.delivery.DeliveryCommand.ResumeCallback;
import io.punchgate.api.delivery.DeliveryEvent.CallbackFailing;
import io.punchgate.api.delivery.DeliveryEvent.CallbackMisconfigured;
import io.punchgate.api.delivery.DeliveryEvent.CallbackReopened;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.PunchRedelivered;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.command.push.line.CustomerServer.Received;
import io.punchgate.command.push.line.CustomerServer.Reply;
import io.punchgate.runtime.Migrations;
import io.punchgate.runtime.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PushFlowTest {

    private static final String ACME = PushHarness.ACME;
    private static final Duration MAX = Duration.ofSeconds(10);
    private static final List<Integer> SECONDS = List.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1);

    private final EventStorageEngine log = new InMemoryEventStorageEngine(1);
    private final TokenStore tokens = new InMemoryTokenStore();
    private DriverManagerDataSource database = new DriverManagerDataSource();
    private CustomerServer server = new CustomerServer();
    private PushHarness push = start();

    private PushHarness start() {
        if (database.getUrl() == null) {
            database = new DriverManagerDataSource(TestDatabase.freshUrl());
            Migrations.migrate(database, "log");
            Migrations.migrate(database, "command");
        }
        return new PushHarness(database, log, tokens);
    }

    @BeforeEach
    void begin() {
        push.setCallback(server.url(), SECONDS);
    }

    @AfterEach
    void end() throws Exception {
        push.close();
        server.close();
    }

    @Test
    void givenManyPunches_whenTheServerIsWell_thenEachArrivesOnceInOrder() {
        for (int i = 0; i < 300; i++) {
            push.punch("A", "a" + i);
            push.punch("B", "b" + i);
        }
        await().atMost(MAX).until(() -> deliveredAtOnce() == 600);
        assertThat(idsFor("A")).isEqualTo(ids("a", 300));
        assertThat(idsFor("B")).isEqualTo(ids("b", 300));
        assertThat(push.said()).hasOnlyElementsOfType(PunchesDelivered.class);
    }

    @Test
    void givenAPunchIsRetried_whenOthersOfItsDeviceFollow_thenTheyWaitAndOtherDevicesDoNot() {
        AtomicInteger failures = new AtomicInteger(2);
        server.answer(r -> r.isFor("A") && failures.getAndDecrement() > 0 ? new Reply(503, "busy") : Reply.DONE);
        push.punch("A", "a0");
        push.punch("A", "a1");
        push.punch("B", "b0");
        await().atMost(MAX).until(() -> idsFor("A").size() == 4 && deliveredAtOnce() == 2);
        String first = OperationId.of("a0");
        assertThat(idsFor("A")).containsExactly(first, first, first, OperationId.of("a1"));
        assertThat(idsFor("B")).containsExactly(OperationId.of("b0"));
        assertThat(push.said(PunchRedelivered.class)).hasSize(1);
        Received last =
                server.received().stream().filter(r -> r.isFor("B")).findFirst().orElseThrow();
        Received third =
                server.received().stream().filter(r -> r.isFor("A")).toList().get(2);
        assertThat(last.nanos()).isLessThan(third.nanos());
    }

    @Test
    void givenAPunchIsRejected_whenTriedFiveTimes_thenItIsParkedAndTheNextGoesOn() {
        String poison = OperationId.of("a0");
        server.answer(r -> poison.equals(r.webhookId()) ? new Reply(400, "bad") : Reply.DONE);
        push.punch("A", "a0");
        push.punch("A", "a1");
        await().atMost(MAX).until(() -> deliveredAtOnce() == 1);
        assertThat(idsFor("A")).containsExactly(poison, poison, poison, poison, poison, OperationId.of("a1"));
        assertThat(push.said(DeliveryParked.class)).singleElement().satisfies(p -> {
            assertThat(p.rejected()).isTrue();
            assertThat(p.attempts()).isEqualTo(5);
        });
    }

    @Test
    void givenAParkedPunch_whenRedeliveryIsRequested_thenItIsSentAgain() {
        push.setCallback(server.url(), List.of(1));
        server.answer(r -> new Reply(200, ""));
        push.punch("A", "a0");
        await().atMost(MAX).until(() -> push.said(DeliveryParked.class).size() == 1);
        server.answer(r -> Reply.DONE);
        push.say(new RequestRedelivery(ACME, new PunchRef("a0", "A", 0), "erp", Instant.now()));
        await().atMost(MAX).until(() -> push.said(PunchRedelivered.class).size() == 1);
    }

    @Test
    void givenEverythingIsRejected_whenThreeAreParked_thenTheCallbackIsMisconfiguredAndNothingElseIsParked() {
        push.setCallback(server.url(), List.of(1));
        server.answer(r -> new Reply(200, "{\"status\":\"error\"}"));
        for (int i = 0; i < 6; i++) {
            push.punch("D" + i, "d" + i);
        }
        await().atMost(MAX).until(() -> push.said(CallbackMisconfigured.class).size() == 1);
        int parked = push.said(DeliveryParked.class).size();
        int before = server.received().size();
        await().atMost(MAX).until(() -> server.received().size() >= before + 3);
        assertThat(push.said(DeliveryParked.class)).hasSize(parked).hasSizeLessThan(6);
        server.answer(r -> Reply.DONE);
        await().atMost(MAX)
                .until(() ->
                        deliveredAtOnce() + push.said(PunchRedelivered.class).size() == 6 - parked);
        assertThat(push.said(CallbackReopened.class)).isNotEmpty();
    }

    @Test
    void givenTheServerIsDown_whenManyDevicesPush_thenItIsProbedOneByOneAndAllArriveWhenItIsBack() {
        server.answer(r -> new Reply(500, ""));
        for (int i = 0; i < 40; i++) {
            push.punch("D" + i, "d" + i);
        }
        await().atMost(MAX).until(() -> push.said(CallbackFailing.class).size() == 1);
        int before = server.received().size();
        await().atMost(MAX).until(() -> server.received().size() >= before + 2);
        assertThat(server.received().size()).isLessThan(45);
        server.answer(r -> Reply.DONE);
        await().atMost(MAX)
                .until(() ->
                        deliveredAtOnce() + push.said(PunchRedelivered.class).size() == 40);
    }

    @Test
    void givenThePauseOfACallback_whenPunchesCome_thenTheyWaitForItsResumption() {
        push.say(new PauseCallback(ACME, "by the operator", Instant.now()));
        for (int i = 0; i < 200; i++) {
            push.punch("A", "a" + i);
        }
        assertThat(server.received()).isEmpty();
        push.say(new ResumeCallback(ACME, Instant.now()));
        await().atMost(MAX).until(() -> deliveredAtOnce() == 200);
        assertThat(idsFor("A")).isEqualTo(ids("a", 200));
    }

    @Test
    void givenTheCallbackIsGone_whenItIsSetAnew_thenThePunchIsDelivered() {
        server.answer(r -> new Reply(410, ""));
        push.punch("A", "a0");
        await().atMost(MAX).until(() -> push.said().size() == 2);
        server.answer(r -> Reply.DONE);
        push.setCallback(server.url(), SECONDS);
        await().atMost(MAX).until(() -> push.said(PunchRedelivered.class).size() == 1);
        assertThat(server.received()).hasSize(2);
    }

    @Test
    void givenABacklog_whenThePushStartsAnew_thenItGoesOnWhereItStopped() throws Exception {
        server.answer(r -> r.isFor("A") ? new Reply(503, "") : Reply.DONE);
        push.punch("B", "b0");
        for (int i = 0; i < 150; i++) {
            push.punch("A", "a" + i);
        }
        await().atMost(MAX).until(() -> deliveredAtOnce() == 1 && idsFor("A").size() >= 2);
        push.close();
        server.answer(r -> Reply.DONE);
        int before = idsFor("A").size();
        push = start();
        await().atMost(MAX).until(() -> deliveredAtOnce() == 150);
        assertThat(idsFor("A").subList(before, before + 150)).isEqualTo(ids("a", 150));
        assertThat(idsFor("B")).hasSize(1);
    }

    private long deliveredAtOnce() {
        return push.said(PunchesDelivered.class).stream()
                .mapToLong(event -> event.deliveries().size())
                .sum();
    }

    private List<String> idsFor(String sn) {
        return server.received().stream()
                .filter(r -> r.isFor(sn))
                .map(Received::webhookId)
                .toList();
    }

    private static List<String> ids(String prefix, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(OperationId.of(prefix + i));
        }
        return ids;
    }
}
