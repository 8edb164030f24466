package io.punchgate.command.delivery.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.delivery.OperationId;
import io.punchgate.command.delivery.Punches;
import io.punchgate.command.delivery.line.PushStage;
import io.punchgate.runtime.BesideOthers;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks the batches that reach a customer's server that is well. */
@BesideOthers
class BatchPushTest {

    private static final Duration MAX = PushStage.MAX;

    private final BatchStage stage = new BatchStage();

    @AfterEach
    void end() throws Exception {
        stage.close();
    }

    @Test
    void givenOnePunch_whenNoOtherComes_thenItIsSentAtOnceAsABatchOfOne() {
        stage.push().punch("A", "a0");
        await().atMost(MAX).until(() -> stage.deliveredAtOnce() == 1);
        assertThat(stage.requests()).containsExactly(List.of(OperationId.of("a0")));
        assertThat(stage.server().received().getFirst().webhookId()).isEqualTo(OperationId.of("a0"));
    }

    @Test
    void givenPunchesOfManyDevicesWait_whenTheCallbackIsOpened_thenBatchesAreFullAndEachDeviceIsInOrder() {
        stage.pause();
        stage.record(30, 20);
        stage.resume();
        await().atMost(MAX).until(() -> stage.deliveredAtOnce() == 600);
        assertThat(stage.requests()).allSatisfy(ids -> assertThat(ids).hasSizeBetween(1, BatchJob.EVENTS_MAX));
        assertThat(stage.requests()).hasSizeLessThanOrEqualTo(10);
        assertThat(stage.firstTimes()).isEqualTo(BatchStage.expected(30, 20));
        assertThat(stage.received()).hasSize(600).doesNotHaveDuplicates();
    }

    @Test
    void givenALongBacklogOfOneDevice_whenItIsSent_thenItsBatchesAreFull() {
        stage.pause();
        stage.record(1, 250);
        stage.resume();
        await().atMost(MAX).until(() -> stage.deliveredAtOnce() == 250);
        assertThat(stage.requests().stream().map(List::size)).containsExactly(100, 100, 50);
        assertThat(stage.firstTimes()).isEqualTo(BatchStage.expected(1, 250));
    }

    @Test
    void givenLargePunches_whenTheyAreSent_thenNoRequestIsLargerThanItMayBeUnlessOnePunchIs() {
        stage.pause();
        int characters = 30_000;
        IntStream.range(0, 100).forEach(i -> stage.push().punch(Punches.labelled("l" + i, "D0", characters)));
        stage.push().punch(Punches.labelled("huge", "D0", BatchJob.BYTES_MAX + 1));
        stage.push().punch("D0", "last");
        stage.resume();
        await().atMost(MAX).until(() -> stage.deliveredAtOnce() == 102);

        int each = BatchJob.BYTES_MAX / (characters + 500);
        assertThat(stage.requests().stream().map(List::size)).containsExactly(each, each, 100 - 2 * each, 1, 1);
        assertThat(stage.server().received().stream()
                        .map(request -> request.body().length()))
                .filteredOn(length -> length > BatchJob.BYTES_MAX)
                .hasSize(1);
        assertThat(stage.received().getLast()).isEqualTo(OperationId.of("last"));
    }
}
