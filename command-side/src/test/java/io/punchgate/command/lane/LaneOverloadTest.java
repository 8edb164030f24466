package io.punchgate.command.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.DeliveryCommand.ResumeCallback;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneOverloadTest {

    private final LaneStage stage = new LaneStage();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void givenAFullLane_whenOneMoreCommandComes_thenItIsRefusedAtOnceAndTheOthersAreHandled() throws Exception {
        CompletableFuture<String> occupying = stage.occupy();
        List<CompletableFuture<String>> waiting = IntStream.range(0, LaneQueue.WAITING_MAX)
                .mapToObj(i -> stage.gateway.<String>send("w" + i))
                .toList();

        CompletableFuture<String> refused = stage.gateway.send("one too many");

        assertThat(refused)
                .failsWithin(0, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(LaneFull.class);
        stage.free();
        occupying.get(5, TimeUnit.SECONDS);
        for (CompletableFuture<String> result : waiting) {
            result.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void givenAFullLane_whenThePushTellsOfPunchesLetInBefore_thenThatIsTakenAndHandledFirst() throws Exception {
        CompletableFuture<String> occupying = stage.occupy();
        List<CompletableFuture<String>> waiting = IntStream.range(0, LaneQueue.WAITING_MAX)
                .mapToObj(i -> stage.gateway.<String>send("w" + i))
                .toList();

        CompletableFuture<String> told =
                stage.gateway.send(new ResumeCallback(CallbackId.ofDefault("acme"), Instant.EPOCH));
        stage.free();
        occupying.get(5, TimeUnit.SECONDS);

        assertThat(told.get(5, TimeUnit.SECONDS)).isEqualTo("resume acme");
        waiting.getLast().get(20, TimeUnit.SECONDS);
        assertThat(stage.transactions.committed.get(1)).startsWith("resume acme", "w0");
    }

    @Test
    void givenAFollowUpThatIsLate_whenManyWait_thenThePushIsHandledAtOnceAndTheOthersAreNotHeldForEver()
            throws Exception {
        stage.followUpIsLate = true;
        CompletableFuture<String> occupying = stage.occupy();
        List<CompletableFuture<String>> waiting = IntStream.range(0, 600)
                .mapToObj(i -> stage.gateway.<String>send("w" + i))
                .toList();
        stage.free();
        occupying.get(5, TimeUnit.SECONDS);

        stage.gateway
                .send(new ResumeCallback(CallbackId.ofDefault("acme"), Instant.EPOCH))
                .get(5, TimeUnit.SECONDS);
        waiting.getLast().get(20, TimeUnit.SECONDS);

        assertThat(stage.transactions.committed).hasSize(5).contains(List.of("resume acme"));
    }
}
