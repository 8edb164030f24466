package io.punchgate.command.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.CannotCreateTransactionException;

class CommandLaneTest {

    private final LaneStage stage = new LaneStage();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void givenCommandsThatWait_whenTheLaneIsFree_thenTheyShareOneTransactionAndKeepTheirOrder() throws Exception {
        List<CompletableFuture<String>> results = sendWhileBusy("a", "b", "c");

        for (CompletableFuture<String> result : results) {
            result.get(5, TimeUnit.SECONDS);
        }

        assertThat(stage.transactions.committed).containsExactly(List.of("occupy"), List.of("a", "b", "c"));
    }

    @Test
    void givenAFailingCommand_whenHandledWithOthers_thenItFailsAlone() throws Exception {
        List<CompletableFuture<String>> results = sendWhileBusy("a", "fail", "c");

        assertThat(results.get(0).get(5, TimeUnit.SECONDS)).isEqualTo("a");
        assertThat(results.get(2).get(5, TimeUnit.SECONDS)).isEqualTo("c");
        assertThatThrownBy(() -> results.get(1).get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(stage.transactions.committed).contains(List.of("a", "c"));
    }

    @Test
    void givenACommandThatSpoilsTheTransaction_whenHandledWithOthers_thenTheOthersAreStoredOneByOne() throws Exception {
        List<CompletableFuture<String>> results = sendWhileBusy("a", "poison", "c");

        assertThat(results.get(0).get(5, TimeUnit.SECONDS)).isEqualTo("a");
        assertThat(results.get(2).get(5, TimeUnit.SECONDS)).isEqualTo("c");
        assertThatThrownBy(() -> results.get(1).get(5, TimeUnit.SECONDS))
                .hasCauseInstanceOf(DuplicateKeyException.class);
        assertThat(stage.transactions.committed).containsExactly(List.of("occupy"), List.of("a"), List.of("c"));
    }

    @Test
    void givenNoDatabase_whenCommandsWait_thenAllAreToldAfterOneAttempt() throws Exception {
        List<CompletableFuture<String>> results =
                sendWhileBusyThen(() -> stage.transactions.reachable = false, "a", "b", "c");

        for (CompletableFuture<String> result : results) {
            assertThatThrownBy(() -> result.get(5, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(CannotCreateTransactionException.class);
        }
        assertThat(stage.transactions.attempts).hasValue(2);
    }

    @Test
    void givenCommandsThatWait_whenTheLaneStops_thenTheyAreHandledAndLaterOnesRefused() throws Exception {
        List<CompletableFuture<String>> results = sendWhileBusy("a", "b");
        stage.lane.stop();

        assertThat(results.get(1).get(1, TimeUnit.SECONDS)).isEqualTo("b");
        assertThat(stage.gateway.send("late")).isCompletedExceptionally();
    }

    @Test
    void givenNoMemoryInABatch_whenItIsOver_thenOnlyTheCauseFailsAndTheLaneGoesOn() throws Exception {
        List<CompletableFuture<String>> results = sendWhileBusy("a", "exhaust", "c");

        assertThat(results.get(0).get(5, TimeUnit.SECONDS)).isEqualTo("a");
        assertThat(results.get(2).get(5, TimeUnit.SECONDS)).isEqualTo("c");
        assertThatThrownBy(() -> results.get(1).get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(OutOfMemoryError.class);
        assertThat(stage.gateway.<String>send("d").get(5, TimeUnit.SECONDS)).isEqualTo("d");
    }

    @Test
    void givenACallerThatFailsToTakeItsResult_whenTold_thenTheOthersAreToldAndTheLaneGoesOn() throws Exception {
        CompletableFuture<String> occupying = stage.occupy();
        stage.gateway.send("rude", (command, result) -> {
            throw new IllegalStateException("no thanks");
        });
        CompletableFuture<String> other = stage.gateway.send("other");
        stage.free();

        assertThat(occupying.get(5, TimeUnit.SECONDS)).isEqualTo("occupy");
        assertThat(other.get(5, TimeUnit.SECONDS)).isEqualTo("other");
        assertThat(stage.gateway.<String>send("d").get(5, TimeUnit.SECONDS)).isEqualTo("d");
    }

    @Test
    void givenAFailureThatCannotBeMended_whenTheLaneEnds_thenThatIsToldAndLaterCommandsAreRefused() throws Exception {
        BatchBasis broken = new Certain() {
            @Override
            public boolean mayAssume() {
                throw new OutOfMemoryError("as if");
            }
        };
        try (LaneStage ending = new LaneStage(broken)) {
            var unused = ending.gateway.send("a");

            assertThat(ending.ended.get(5, TimeUnit.SECONDS)).isInstanceOf(OutOfMemoryError.class);
            assertThat(ending.gateway.send("late")).isCompletedExceptionally();
            assertThat(new IntakeHealth(ending.lane, Duration.ofSeconds(5))
                            .health()
                            .getStatus())
                    .isEqualTo(Status.DOWN);
        }
    }

    @Test
    void givenALaneWithoutWork_whenAskedWhetherAReportWouldBeStored_thenItTriesSo() {
        IntakeHealth intake = new IntakeHealth(stage.lane, Duration.ofSeconds(5));
        stage.transactions.reachable = false;
        assertThat(intake.health().getStatus()).isEqualTo(Status.DOWN);

        stage.transactions.reachable = true;
        assertThat(intake.health().getStatus()).isEqualTo(Status.UP);
        assertThat(stage.transactions.attempts).hasValue(2);
        assertThat(intake.health().getStatus()).isEqualTo(Status.UP);
        assertThat(stage.transactions.attempts).hasValue(2);
    }

    @Test
    void givenALaneThatStores_whenItStandsStill_thenNotReady() throws Exception {
        CompletableFuture<String> occupying = stage.occupy();
        assertThat(new IntakeHealth(stage.lane, Duration.ofMillis(100)).health().getStatus())
                .isEqualTo(Status.DOWN);
        stage.free();
        occupying.join();
    }

    private List<CompletableFuture<String>> sendWhileBusy(String... commands) throws InterruptedException {
        return sendWhileBusyThen(() -> {}, commands);
    }

    private List<CompletableFuture<String>> sendWhileBusyThen(Runnable before, String... commands)
            throws InterruptedException {
        CompletableFuture<String> occupying = stage.occupy();
        List<CompletableFuture<String>> results = new ArrayList<>();
        for (String command : commands) {
            results.add(stage.gateway.send(command));
        }
        before.run();
        stage.free();
        occupying.join();
        return results;
    }
}
