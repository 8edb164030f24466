package io.punchgate.command.delivery.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.command.delivery.CustomerServer.Received;
import io.punchgate.command.delivery.CustomerServer.Reply;
import io.punchgate.command.delivery.line.PushStage;
import io.punchgate.runtime.BesideOthers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks the batches that are rejected, fail or are not known to have arrived. */
@BesideOthers
class BatchFailureTest {

    private static final Duration MAX = PushStage.MAX;
    private static final int REJECTED_ATTEMPTS = 5;

    private final BatchStage stage = new BatchStage();

    @AfterEach
    void end() throws Exception {
        stage.close();
    }

    @Test
    void givenOnePunchAmongAHundredIsRejected_whenSent_thenHalvingFindsItAndTheOthersAreDelivered() {
        String poison = OperationId.of("D33-1");
        stage.server().answer(request -> request.body().contains(poison) ? new Reply(422, "no") : Reply.DONE);
        stage.pause();
        stage.record(50, 2);
        stage.resume();
        await().atMost(MAX)
                .until(() -> stage.deliveredAtOnce() == 99
                        && stage.push().said(DeliveryParked.class).size() == 1);
        assertThat(stage.push().said(DeliveryParked.class).getFirst().attempts())
                .isEqualTo(REJECTED_ATTEMPTS);
        // 1 + 2 for each of the 7 halvings, and the 4 attempts of the saga.
        assertThat(stage.requests()).hasSizeLessThanOrEqualTo(1 + 2 * 7 + REJECTED_ATTEMPTS - 1);
        List<String> others = stage.received().stream()
                .filter(id -> !id.equals(poison))
                .distinct()
                .toList();
        assertThat(others).hasSize(99);
        stage.assertIdsOfBatches();
    }

    @Test
    void givenAPunchIsRejected_whenOthersOfItsDeviceAreInTheBatch_thenTheyWaitForIt() {
        String poison = OperationId.of("D0-3");
        stage.server().answer(request -> request.body().contains(poison) ? new Reply(400, "no") : Reply.DONE);
        stage.pause();
        stage.record(1, 10);
        stage.resume();
        await().atMost(MAX)
                .until(() -> stage.deliveredAtOnce() == 9
                        && stage.push().said(DeliveryParked.class).size() == 1);
        List<List<String>> requests = stage.requests();
        int parked = BatchStage.lastWith(requests, poison);
        for (int later = 4; later < 10; later++) {
            assertThat(BatchStage.lastWith(requests, OperationId.of("D0-" + later)))
                    .isGreaterThan(parked);
        }
    }

    @Test
    void givenTheServerFails_whenItIsWellAgain_thenAllArriveInOrderWithTheSameIds() {
        AtomicInteger failures = new AtomicInteger(2);
        Set<String> acknowledged = new HashSet<>();
        List<String> twice = new ArrayList<>();
        stage.server().answer(request -> {
            if (failures.getAndDecrement() > 0) {
                return new Reply(503, "busy");
            }
            synchronized (acknowledged) {
                BatchStage.ids(request).filter(id -> !acknowledged.add(id)).forEach(twice::add);
            }
            return Reply.DONE;
        });
        stage.pause();
        stage.record(20, 10);
        stage.resume();
        await().atMost(MAX).until(() -> {
            stage.resume();
            return stage.deliveredAtOnce()
                            + stage.push().said(PunchDeliveredLater.class).size()
                    == 200;
        });
        assertThat(stage.firstTimes()).isEqualTo(BatchStage.expected(20, 10));
        assertThat(twice).isEmpty();
        assertThat(acknowledged).hasSize(200);
        stage.assertIdsOfBatches();
    }

    @Test
    void givenAnAcknowledgementIsLost_whenTheEventsAreSentAgain_thenTheirIdsAreTheSame() {
        AtomicInteger lost = new AtomicInteger(1);
        stage.server().answer(request -> {
            if (lost.getAndDecrement() > 0) {
                throw new IllegalStateException("the connection ends without an answer");
            }
            return Reply.DONE;
        });
        stage.pause();
        stage.record(10, 5);
        stage.resume();
        await().atMost(MAX).until(() -> stage.settled() == 50);
        assertThat(stage.firstTimes()).isEqualTo(BatchStage.expected(10, 5));
        assertThat(stage.received()).hasSize(100).containsAll(stage.requests().getFirst());
        assertThat(new HashSet<>(stage.received())).hasSize(50);
        stage.assertIdsOfBatches();
    }

    @Test
    void givenThePushEndsAmidABacklog_whenAnotherBegins_thenNothingIsLostAndEachDeviceIsInOrder() throws Exception {
        stage.pause();
        stage.record(20, 50);
        stage.resume();
        await().atMost(MAX).until(() -> !stage.server().received().isEmpty());
        stage.restartPush();
        await().atMost(MAX).until(() -> stage.settled() == 1_000);
        assertThat(stage.firstTimes()).isEqualTo(BatchStage.expected(20, 50));
    }

    @Test
    void givenALimitOfRequests_whenABatchIsHalved_thenTheHalvesKeepToIt() {
        stage.setCallback(5);
        String poison = OperationId.of("D0-0");
        stage.server()
                .answer(request -> request.body().contains(poison)
                                && BatchStage.ids(request).count() > 1
                        ? new Reply(413, "large")
                        : Reply.DONE);
        stage.pause();
        stage.record(8, 1);
        stage.resume();
        await().atMost(MAX).until(() -> stage.deliveredAtOnce() == 8);
        List<Received> received = stage.server().received();
        assertThat(received).hasSize(7);
        long nanos = received.getLast().nanos() - received.getFirst().nanos();
        assertThat(Duration.ofNanos(nanos)).isGreaterThan(Duration.ofMillis(900));
    }
}
