package io.punchgate.command.delivery.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CallbackFilter;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.delivery.DeliveryCommand.PauseCallback;
import io.punchgate.api.delivery.DeliveryCommand.ResumeCallback;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryErased;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryRetryPlanned;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.command.delivery.CustomerServer.Received;
import io.punchgate.command.delivery.CustomerServer.Reply;
import io.punchgate.command.delivery.Punches;
import io.punchgate.command.delivery.line.PushHarness;
import io.punchgate.command.delivery.line.PushStage;
import io.punchgate.runtime.BesideOthers;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** A person is erased whose punches are at each place of the push: nothing more of it is sent, and all others go on. */
@BesideOthers
class ErasedPunchesTest {

    private static final CallbackId CALLBACK = CallbackId.ofDefault(PushHarness.ACME);
    private static final List<Integer> HOURS = List.of(3_600, 3_600);
    private static final UUID ERASED = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    private final PushStage stage = new PushStage();

    @AfterEach
    void close() throws IOException {
        stage.close();
    }

    private static ConditionFactory soon() {
        return await().atMost(PushStage.MAX);
    }

    private void punch(String id, UUID person) {
        stage.push().punch(Punches.ofPerson(id, "A", person));
    }

    private List<String> ended() {
        return stage.push().said(DeliveryErased.class).stream()
                .map(DeliveryErased::punchId)
                .toList();
    }

    private static String operation(String punchId) {
        return OperationId.of(punchId);
    }

    private List<String> sent() {
        return stage.server().received().stream().map(Received::webhookId).toList();
    }

    private int rows(String table) {
        return Objects.requireNonNull(new JdbcTemplate(stage.database())
                .queryForObject("select count(*) from command." + table, Integer.class));
    }

    @Test
    void givenAPunchThatHoldsItsLineForHours_whenItsPersonIsErased_thenTheNextGoesOutAndNothingIsLeftOfIt() {
        stage.push().setCallback(stage.server().url(), HOURS);
        stage.server().answer(request -> new Reply(503, "later"));
        punch("e0", ERASED);
        punch("o1", OTHER);
        soon().until(() -> !stage.push().said(DeliveryRetryPlanned.class).isEmpty());
        stage.server().answer(request -> Reply.DONE);

        stage.push().erase(ERASED);

        soon().until(() -> sent().contains(operation("o1")));
        soon().until(() -> rows("push_saga") == 0 && rows("push_deadline") == 0 && rows("push_erasure") == 0);
        assertThat(ended()).contains("e0").doesNotContain("o1");
        assertThat(sent()).containsExactly(operation("e0"), operation("o1"));
    }

    @Test
    void givenAPausedCallback_whenAPersonIsErased_thenItsFirstPunchesEndAtOnceAndThoseBehindWhenTheirTurnComes() {
        stage.push().say(new PauseCallback(CALLBACK, "for the test", Instant.now()));
        punch("e0", ERASED);
        punch("e1", ERASED);
        punch("o2", OTHER);
        punch("e3", ERASED);

        stage.push().erase(ERASED);

        soon().until(() -> ended().containsAll(List.of("e0", "e1")));
        assertThat(ended()).doesNotContain("e3");
        stage.push().say(new ResumeCallback(CALLBACK, Instant.now()));
        soon().until(() -> ended().contains("e3"));
        soon().until(() -> rows("push_line where done < handed") == 0);
        assertThat(sent()).containsExactly(operation("o2"));
    }

    @Test
    void givenACallbackThatHangs_whenThePersonBehindIsErased_thenOnlyTheOneUnderWayIsSent() {
        CountDownLatch answering = new CountDownLatch(1);
        stage.server().answer(request -> {
            awaitQuietly(answering);
            return Reply.DONE;
        });
        punch("e0", ERASED);
        punch("e1", ERASED);
        punch("o2", OTHER);
        soon().until(() -> sent().size() == 1);

        stage.push().erase(ERASED);
        soon().until(() -> ended().contains("e0"));
        answering.countDown();

        soon().until(() -> sent().contains(operation("o2")));
        assertThat(sent()).containsExactly(operation("e0"), operation("o2"));
        assertThat(stage.push().said(DeliveryAttemptFailed.class)).isEmpty();
        soon().until(() -> rows("push_line where done < handed") == 0);
    }

    @Test
    void givenBatches_whenAPersonInTheMiddleIsErased_thenTheOthersGoOutWithoutIt() {
        CallbackSettings batches = new CallbackSettings(
                stage.server().url(), HOURS, CallbackFormat.CLOUDEVENTS_BATCH, null, CallbackFilter.ALL, false);
        stage.push().setCallback(new CallbackSet(CALLBACK, batches, Instant.now()));
        stage.push().say(new PauseCallback(CALLBACK, "for the test", Instant.now()));
        punch("o0", OTHER);
        punch("e1", ERASED);
        punch("o2", OTHER);
        stage.push().erase(ERASED);
        stage.push().say(new ResumeCallback(CALLBACK, Instant.now()));

        soon().until(() -> stage.deliveredAtOnce() == 2 && ended().contains("e1"));
        assertThat(stage.server().received())
                .noneMatch(request -> request.body().contains(ERASED.toString()))
                .anyMatch(request -> request.body().contains("\"o2\""));
    }

    @Test
    void givenAProcessThatEndsBeforeItsLineWentOn_whenAnotherStarts_thenItGoesOn() throws IOException {
        stage.push().setCallback(stage.server().url(), HOURS);
        stage.server().answer(request -> new Reply(503, "later"));
        punch("e0", ERASED);
        punch("o1", OTHER);
        soon().until(() -> !stage.push().said(DeliveryRetryPlanned.class).isEmpty());
        soon().until(() -> rows("push_line where held_by is not null") == 1);
        stage.stopPush();
        new JdbcTemplate(stage.database())
                .update(
                        "insert into command.push_erasure values ('x', ?, array[cast(? as uuid)])",
                        PushHarness.ACME,
                        ERASED.toString());
        stage.server().answer(request -> Reply.DONE);

        stage.startPush();

        soon().until(() -> sent().contains(operation("o1")));
        soon().until(() -> rows("push_erasure") == 0);
        assertThat(ended()).contains("e0");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
