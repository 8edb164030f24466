package io.punchgate.command.delivery.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.DeliveryCommand.PauseCallback;
import io.punchgate.api.delivery.DeliveryCommand.ResumeCallback;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.command.delivery.CustomerServer.Received;
import io.punchgate.command.delivery.CustomerServer.Reply;
import io.punchgate.runtime.BesideOthers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Checks the pushes that reach the customer's server, and their order. */
@BesideOthers
class PushFlowTest {

    private static final String ACME = PushHarness.ACME;
    private static final Duration MAX = PushStage.MAX;

    private final PushStage stage = new PushStage();

    @AfterEach
    void end() throws Exception {
        stage.close();
    }

    @Test
    void givenManyPunches_whenTheServerIsWell_thenEachArrivesOnceInOrder() {
        for (int i = 0; i < 300; i++) {
            stage.push().punch("A", "a" + i);
            stage.push().punch("B", "b" + i);
        }
        await().atMost(MAX).until(() -> stage.deliveredAtOnce() == 600);
        assertThat(stage.idsFor("A")).isEqualTo(PushStage.ids("a", 300));
        assertThat(stage.idsFor("B")).isEqualTo(PushStage.ids("b", 300));
        assertThat(stage.push().said()).hasOnlyElementsOfType(PunchesDelivered.class);
    }

    @Test
    void givenManyPunchesTogether_whenTheyAreDelivered_thenThatIsWrittenAndNoneIsSentAgain() throws Exception {
        for (int device = 0; device < 20; device++) {
            stage.punchTogether("D" + device, List.of(device + "a", device + "b", device + "c"));
        }
        await().atMost(MAX).until(() -> stage.deliveredAtOnce() == 60);
        await().atMost(MAX).until(() -> settledLines() == 20);
        stage.stopPush();
        stage.startPush();
        stage.push().punch("D0", "after");
        await().atMost(MAX).until(() -> stage.deliveredAtOnce() == 61);
        assertThat(stage.server().received()).hasSize(61);
    }

    private long settledLines() {
        return JdbcClient.create(stage.database())
                .sql("select count(*) from command.push_line where handed = 2 and done = 2")
                .query(Long.class)
                .single();
    }

    @Test
    void givenAPunchIsRetried_whenOthersOfItsDeviceFollow_thenTheyWaitAndOtherDevicesDoNot() {
        AtomicInteger failures = new AtomicInteger(2);
        stage.server()
                .answer(r -> r.isFor("A") && failures.getAndDecrement() > 0 ? new Reply(503, "busy") : Reply.DONE);
        stage.push().punch("A", "a0");
        stage.push().punch("A", "a1");
        stage.push().punch("B", "b0");
        await().atMost(MAX).until(() -> stage.idsFor("A").size() == 4 && stage.deliveredAtOnce() == 2);
        String first = OperationId.of("a0");
        assertThat(stage.idsFor("A")).containsExactly(first, first, first, OperationId.of("a1"));
        assertThat(stage.idsFor("B")).containsExactly(OperationId.of("b0"));
        assertThat(stage.push().said(PunchDeliveredLater.class)).hasSize(1);
        Received last = stage.server().received().stream()
                .filter(r -> r.isFor("B"))
                .findFirst()
                .orElseThrow();
        Received third = stage.server().received().stream()
                .filter(r -> r.isFor("A"))
                .toList()
                .get(2);
        assertThat(last.nanos()).isLessThan(third.nanos());
    }

    @Test
    void givenThePauseOfACallback_whenPunchesCome_thenTheyWaitForItsResumption() {
        stage.push().say(new PauseCallback(CallbackId.ofDefault(ACME), "by the operator", Instant.now()));
        for (int i = 0; i < 200; i++) {
            stage.push().punch("A", "a" + i);
        }
        assertThat(stage.server().received()).isEmpty();
        stage.push().say(new ResumeCallback(CallbackId.ofDefault(ACME), Instant.now()));
        await().atMost(MAX).until(() -> stage.deliveredAtOnce() == 200);
        assertThat(stage.idsFor("A")).isEqualTo(PushStage.ids("a", 200));
    }

    @Test
    void givenABacklog_whenThePushStartsAnew_thenItGoesOnWhereItStopped() throws Exception {
        stage.server().answer(r -> r.isFor("A") ? new Reply(503, "") : Reply.DONE);
        stage.push().punch("B", "b0");
        for (int i = 0; i < 150; i++) {
            stage.push().punch("A", "a" + i);
        }
        await().atMost(MAX)
                .until(() -> stage.deliveredAtOnce() == 1 && stage.idsFor("A").size() >= 2);
        stage.stopPush();
        stage.server().answer(r -> Reply.DONE);
        int before = stage.idsFor("A").size();
        stage.startPush();
        await().atMost(MAX).until(() -> stage.deliveredAtOnce() == 150);
        assertThat(stage.idsFor("A").subList(before, before + 150)).isEqualTo(PushStage.ids("a", 150));
        assertThat(stage.idsFor("B")).hasSize(1);
    }
}
