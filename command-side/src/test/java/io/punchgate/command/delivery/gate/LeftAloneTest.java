package io.punchgate.command.delivery.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.CallbackEvent.CallbackPaused;
import io.punchgate.api.delivery.DeliveryCommand.PauseCallback;
import io.punchgate.api.delivery.DeliveryCommand.ResumeCallback;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.command.delivery.CustomerServer;
import io.punchgate.command.delivery.CustomerServer.Received;
import io.punchgate.command.delivery.CustomerServer.Reply;
import io.punchgate.command.delivery.line.PushHarness;
import io.punchgate.command.delivery.line.PushStage;
import io.punchgate.runtime.BesideOthers;
import io.punchgate.runtime.wait.Polling;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers that ask for time, or for good. */
@BesideOthers
class LeftAloneTest {

    private static final CallbackId CALLBACK = CallbackId.ofDefault(PushHarness.ACME);
    private static final Duration MAX = PushStage.MAX;

    private final PushStage stage = new PushStage();

    @AfterEach
    void end() throws IOException {
        stage.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seconds",
                "EEE, dd MMM uuuu HH:mm:ss 'GMT'",
                "EEEE, dd-MMM-uu HH:mm:ss 'GMT'",
                "EEE MMM ppd HH:mm:ss uuuu"
            })
    void givenAnAnswerAsksForTimeInAnyForm_whenOtherDevicesPush_thenNothingBeginsBefore(String form) {
        Queue<Instant> received = new ConcurrentLinkedQueue<>();
        Instant until = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.SECONDS);
        boolean inSeconds = form.equals("seconds");
        String asked = inSeconds
                ? "2"
                : DateTimeFormatter.ofPattern(form, Locale.ROOT)
                        .withZone(ZoneOffset.UTC)
                        .format(until);
        stage.server().answer(request -> {
            received.add(Instant.now());
            return received.size() == 1 ? new Reply(503, "slowly", asked) : Reply.DONE;
        });
        stage.push().punch("A", "a0");
        await().atMost(MAX)
                .until(() -> stage.push().said(DeliveryAttemptFailed.class).size() == 1);
        for (int i = 0; i < 5; i++) {
            stage.push().punch("B" + i, "b" + i);
        }
        await().atMost(MAX).until(() -> received.size() == 7);
        Instant first = received.remove();
        assertThat(received)
                .allSatisfy(time -> assertThat(time).isAfterOrEqualTo(inSeconds ? first.plusSeconds(2) : until));
    }

    /** A host that nobody knows yet is given time to show whether it answers once: ten times as long as it took. */
    @Test
    void givenARequestThatWaitsForAConnection_whenTheServerAsksForTime_thenItDoesNotLeaveBefore() {
        stage.server().answer(request -> switch (stage.server().received().size()) {
            case 1 -> {
                Polling.rest(Duration.ofMillis(100));
                yield Reply.DONE;
            }
            case 2 -> new Reply(429, "slowly", "3");
            default -> Reply.DONE;
        });
        stage.push().punch("A", "a0");
        await().atMost(MAX).until(() -> stage.deliveredAtOnce() == 1);
        stage.push().punch("B", "b0");
        stage.push().punch("C", "c0");
        await().atMost(MAX).until(() -> stage.server().received().size() == 4);
        List<Received> received = stage.server().received();
        assertThat(Duration.ofNanos(received.get(2).nanos() - received.get(1).nanos()))
                .isGreaterThan(Duration.ofMillis(2_900));
        assertThat(stage.push().said(DeliveryAttemptFailed.class)).hasSize(1);
    }

    @Test
    void givenManyDevicesWait_whenTheCallbackIsGone_thenNoMoreBeginUntilItIsResumedAndThenAllArrive() {
        int devices = 3 * RequestSlots.CONCURRENT_MAX;
        stage.server().answer(request -> new Reply(410, ""));
        stage.push().say(new PauseCallback(CALLBACK, "for the test", Instant.now()));
        for (int i = 0; i < devices; i++) {
            stage.push().punch("D" + i, "d" + i);
        }
        stage.push().say(new ResumeCallback(CALLBACK, Instant.now()));
        await().atMost(MAX)
                .until(() -> isPausedByItself()
                        && stage.push().said(DeliveryAttemptFailed.class).size()
                                == stage.server().received().size());
        assertThat(stage.server().received()).hasSizeLessThanOrEqualTo(RequestSlots.CONCURRENT_MAX);

        stage.server().answer(request -> Reply.DONE);
        await().atMost(MAX).until(() -> {
            stage.push().say(new ResumeCallback(CALLBACK, Instant.now()));
            return stage.deliveredAtOnce()
                            + stage.push().said(PunchDeliveredLater.class).size()
                    == devices;
        });
    }

    private boolean isPausedByItself() {
        return JdbcClient.create(stage.database())
                .sql(
                        "select exists (select from command.push_callback where state = 'PAUSED' and not paused_by_operator)")
                .query(Boolean.class)
                .single();
    }

    @Test
    void givenAnAddressThatIsGone_whenAnotherWasSetBeforeItSaidSo_thenItsPunchGoesThere() throws IOException {
        CountDownLatch moved = new CountDownLatch(1);
        try (CustomerServer next = new CustomerServer()) {
            stage.server().answer(request -> {
                assertThat(awaited(moved)).isTrue();
                return new Reply(410, "");
            });
            stage.push().punch("A", "a0");
            await().atMost(MAX).until(() -> stage.server().received().size() == 1);
            stage.push().setCallback(next.url(), List.of(1, 1, 1));
            stage.push().punch("B", "b0");
            await().atMost(MAX).until(() -> next.received().size() == 1);
            moved.countDown();

            await().atMost(MAX).until(() -> next.received().size() == 2);
            assertThat(stage.push().said(CallbackPaused.class)).isEmpty();
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
