package io.punchgate.command.delivery.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.CallbackId;
import io.punchgate.api.Streams;
import io.punchgate.api.delivery.CallbackEvent.CallbackFailing;
import io.punchgate.api.delivery.CallbackEvent.CallbackMisconfigured;
import io.punchgate.api.delivery.CallbackEvent.CallbackReopened;
import io.punchgate.api.delivery.CallbackReply;
import io.punchgate.api.delivery.DeliveryCommand.RequestRedelivery;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.command.delivery.CustomerServer.Received;
import io.punchgate.command.delivery.CustomerServer.Reply;
import io.punchgate.runtime.BesideOthers;
import io.punchgate.runtime.wait.Polling;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Punches that the customer's server does not accept. */
@BesideOthers
class PushFailureTest {

    private static final String ACME = PushHarness.ACME;
    private static final Duration MAX = PushStage.MAX;

    private final PushStage stage = new PushStage();

    @AfterEach
    void end() throws Exception {
        stage.close();
    }

    @Test
    void givenAPunchIsRejected_whenTriedFiveTimes_thenItIsParkedAndTheNextGoesOn() {
        String poison = OperationId.of("a0");
        stage.server().answer(r -> poison.equals(r.webhookId()) ? new Reply(400, "bad") : Reply.DONE);
        stage.push().punch("A", "a0");
        stage.push().punch("A", "a1");
        await().atMost(MAX).until(() -> stage.deliveredAtOnce() == 1);
        assertThat(stage.idsFor("A")).containsExactly(poison, poison, poison, poison, poison, OperationId.of("a1"));
        assertThat(stage.push().said(DeliveryParked.class)).singleElement().satisfies(p -> {
            assertThat(p.rejected()).isTrue();
            assertThat(p.attempts()).isEqualTo(5);
        });
    }

    @Test
    void givenAParkedPunch_whenRedeliveryIsRequested_thenItIsSentAgain() {
        stage.push().setCallback(stage.server().url(), List.of(1));
        stage.server().answer(r -> new Reply(200, ""));
        stage.push().punch("A", "a0");
        await().atMost(MAX).until(() -> stage.push().said(DeliveryParked.class).size() == 1);
        stage.server().answer(r -> Reply.DONE);
        RequestRedelivery request =
                new RequestRedelivery(CallbackId.ofDefault(ACME), new PunchRef("a0", "A", 0), "erp", Instant.now());
        // Refused as pending until the push has read that it is parked.
        await().atMost(MAX).until(() -> stage.push().say(request) == CallbackReply.DONE);
        await().atMost(MAX)
                .until(() -> stage.push().said(PunchDeliveredLater.class).size() == 1);
    }

    @Test
    void givenEverythingIsRejected_whenThreeAreParked_thenTheCallbackIsMisconfiguredAndNothingElseIsParked() {
        stage.push().setCallback(stage.server().url(), List.of(1));
        stage.server().answer(r -> new Reply(200, "{\"status\":\"error\"}"));
        for (int i = 0; i < 6; i++) {
            stage.push().punch("D" + i, "d" + i);
        }
        await().atMost(MAX)
                .until(() -> stage.push().said(CallbackMisconfigured.class).size() == 1);
        int parked = stage.push().said(DeliveryParked.class).size();
        int before = stage.server().received().size();
        await().atMost(MAX).until(() -> stage.server().received().size() >= before + 3);
        assertThat(stage.push().said(DeliveryParked.class)).hasSize(parked).hasSizeLessThan(6);
        stage.server().answer(r -> Reply.DONE);
        await().atMost(MAX)
                .until(() -> stage.deliveredAtOnce()
                                + stage.push().said(PunchDeliveredLater.class).size()
                        == 6 - parked);
        assertThat(stage.push().said(CallbackReopened.class)).isNotEmpty();
    }

    @Test
    void givenTheServerIsDown_whenManyDevicesPush_thenItIsProbedOneByOneAndAllArriveWhenItIsBack() {
        stage.server().answer(r -> new Reply(500, ""));
        for (int i = 0; i < 40; i++) {
            stage.push().punch("D" + i, "d" + i);
        }
        await().atMost(MAX).until(() -> stage.push().said(CallbackFailing.class).size() == 1);
        int before = stage.server().received().size();
        await().atMost(MAX).until(() -> stage.server().received().size() >= before + 2);
        assertThat(stage.server().received().size()).isLessThan(45);
        stage.server().answer(r -> Reply.DONE);
        await().atMost(MAX)
                .until(() -> stage.deliveredAtOnce()
                                + stage.push().said(PunchDeliveredLater.class).size()
                        == 40);
    }

    @Test
    void givenTheServerHangs_whenFortyDevicesPush_thenOneProbeIsOpenAndNoMore() {
        CountDownLatch never = new CountDownLatch(1);
        stage.server().answer(r -> {
            boolean ignored = Polling.until(() -> never.getCount() == 0, Duration.ofMillis(50), MAX);
            return Reply.DONE;
        });
        for (int i = 0; i < 40; i++) {
            stage.push().punch("D" + i, "d" + i);
        }
        await().atMost(MAX).until(() -> stage.server().received().size() >= 34);
        never.countDown();
        List<Received> received = stage.server().received();
        // The server reads a request some time after its attempt began, and not each as late.
        long atLeast = PushWiring.ATTEMPT_MAX.minusMillis(300).toNanos();
        assertThat(nanosBetween(received.get(31), received.get(32))).isGreaterThan(atLeast);
        assertThat(nanosBetween(received.get(32), received.get(33))).isGreaterThan(atLeast);
    }

    @Test
    void givenAnAnswerAsksForTime_whenOtherDevicesPush_thenNoneIsSentBeforeAlsoAfterARestart() throws Exception {
        AtomicBoolean asked = new AtomicBoolean();
        stage.server().answer(r -> asked.getAndSet(true) ? Reply.DONE : new Reply(429, "slowly", "4"));
        stage.push().punch("A", "a0");
        await().atMost(MAX)
                .until(() -> stage.push().said(DeliveryAttemptFailed.class).size() == 1);
        stage.push().punch("B", "b0");
        await().atMost(MAX).until(() -> toldToBeLeftAlone() == 1);
        stage.stopPush();
        stage.startPush();
        stage.push().punch("C", "c0");
        await().atMost(MAX).until(() -> stage.server().received().size() == 4);
        List<Received> received = stage.server().received();
        assertThat(nanosBetween(received.get(0), received.get(1)))
                .isGreaterThan(Duration.ofMillis(3_900).toNanos());
    }

    private long toldToBeLeftAlone() {
        return JdbcClient.create(stage.database())
                .sql("select count(not_before) from command.push_callback")
                .query(Long.class)
                .single();
    }

    private static long nanosBetween(Received one, Received next) {
        return next.nanos() - one.nanos();
    }

    @Test
    void givenTheCallbackIsGone_whenItIsSetAnew_thenThePunchIsDelivered() {
        stage.server().answer(r -> new Reply(410, ""));
        stage.push().punch("A", "a0");
        await().atMost(MAX).until(() -> stage.push().said().size() == 2);
        stage.server().answer(r -> Reply.DONE);
        stage.push().setCallback(stage.server().url(), PushStage.SECONDS);
        await().atMost(MAX)
                .until(() -> stage.push().said(PunchDeliveredLater.class).size() == 1);
        assertThat(stage.server().received()).hasSize(2);
    }

    /** A check that the push's table is given stands for a fault in a handler. */
    @Test
    void givenAPunchThatThePushCannotTake_whenOthersCome_thenItIsSetAsideAndTheyArePushed() {
        JdbcTemplate jdbc = new JdbcTemplate(stage.database());
        stage.push().punch("A", "a0");
        await().atMost(MAX).until(() -> stage.deliveredAtOnce() == 1);
        jdbc.execute("alter table command.push_line add constraint no_poison check (sn <> 'BAD')");
        stage.push().punch("BAD", "b0");
        stage.push().punch("A", "a1");
        await().atMost(MAX.multipliedBy(3)).until(() -> stage.idsFor("A").contains(OperationId.of("a1")));
        await().atMost(MAX.multipliedBy(3)).until(() -> !stage.push().setAside().isEmpty());
        assertThat(stage.push().setAside()).singleElement().satisfies(event -> {
            assertThat(event.processor()).isEqualTo("push");
            assertThat(event.stream()).isEqualTo(Streams.device("BAD"));
            assertThat(event.error()).isEqualTo("SQLState 23514");
        });

        jdbc.execute("alter table command.push_line drop constraint no_poison");
        stage.push().punch("BAD", "b1");
        await().atMost(MAX).until(() -> stage.idsFor("BAD").contains(OperationId.of("b1")));
        stage.push().setAside().forEach(event -> stage.push().retry(event));
        // Two, where the answer to an attempt before its transaction failed came after another lease had begun.
        await().atMost(MAX)
                .until(() -> !stage.push().said(PunchDeliveredLater.class).isEmpty());
        // An attempt goes out as soon as a punch is met: the first may have been made before its transaction failed.
        assertThat(stage.idsFor("BAD")).contains(OperationId.of("b0"), OperationId.of("b1"));
        await().atMost(MAX).until(() -> stage.push().setAside().isEmpty());
    }
}
