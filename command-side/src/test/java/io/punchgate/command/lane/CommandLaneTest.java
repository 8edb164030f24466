package io.punchgate.command.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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
