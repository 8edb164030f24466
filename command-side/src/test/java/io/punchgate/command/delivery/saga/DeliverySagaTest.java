package io.punchgate.command.delivery.saga;

import static io.punchgate.command.delivery.saga.Attempts.ACME;
import static io.punchgate.command.delivery.saga.Attempts.AT;
import static io.punchgate.command.delivery.saga.Attempts.PUNCH;
import static io.punchgate.command.delivery.saga.Attempts.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.CallbackEvent.CallbackReopened;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryCommand.PlanRetry;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryErased;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.Verdict;
import io.punchgate.command.StopsTheClock;
import io.punchgate.command.delivery.saga.RetryDispatch.Admission;
import java.time.Duration;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The times of retries, and the end of the saga. */
@StopsTheClock
class DeliverySagaTest {

    private SagaTestFixture<DeliverySaga> fixture = new SagaTestFixture<>(DeliverySaga.class);
    private ObservedPush push = new ObservedPush();

    @BeforeEach
    void begin() {
        fixture = new SagaTestFixture<>(DeliverySaga.class);
        push = new ObservedPush();
        fixture.registerResource(push);
    }

    @Test
    void givenNoSaga_whenTheFirstAttemptFails_thenARetryIsPlannedByTheSchedule() {
        fixture.givenCurrentTime(AT)
                .whenPublishingA(failed(AT, Verdict.UNREACHABLE, null, 0.5))
                .expectActiveSagas(1)
                .expectAssociationWith("customerId", ACME)
                .expectScheduledDeadlineWithName(Duration.ofMillis(5_500), PlannedDeadline.DUE);
        assertThat(push.planned)
                .endsWith(new PlanRetry(
                        CallbackId.ofDefault(ACME), PUNCH, 1, AT.plusMillis(5_500), "not reachable: status 500"));
        assertThat(push.tries).isZero();
    }

    @Test
    void givenTheAnswerAsksForMoreTime_whenTheAttemptFails_thenItGetsIt() {
        fixture.givenCurrentTime(AT)
                .whenPublishingA(failed(AT, Verdict.UNREACHABLE, 60L, 0))
                .expectScheduledDeadlineWithName(Duration.ofSeconds(60), PlannedDeadline.DUE);
    }

    @Test
    void givenAFailedAttempt_whenItsTimeComes_thenItIsTriedAgainAndGuarded() throws Exception {
        fixture.givenCurrentTime(AT)
                .andThenAPublished(failed(AT, Verdict.UNREACHABLE, null, 0))
                .whenTimeElapses(Duration.ofSeconds(5))
                .expectNoDispatchedCommands()
                .expectScheduledDeadlineWithName(DeliverySaga.ANSWER_MAX, PlannedDeadline.DUE);
        assertThat(push.tries).isEqualTo(1);
        assertThat(push.parked).isEmpty();
    }

    @Test
    void givenAnAttemptWithoutAnOutcome_whenTheGuardFires_thenItIsAskedForAgain() throws Exception {
        fixture.givenCurrentTime(AT)
                .andThenAPublished(failed(AT, Verdict.UNREACHABLE, null, 0))
                .andThenTimeElapses(Duration.ofSeconds(5))
                .whenTimeElapses(DeliverySaga.ANSWER_MAX)
                .expectScheduledDeadlineWithName(DeliverySaga.ANSWER_MAX, PlannedDeadline.DUE);
        assertThat(push.tries).isEqualTo(2);
    }

    @Test
    void givenARetryUnderWay_whenItIsAcknowledged_thenTheSagaEnds() throws Exception {
        fixture.givenCurrentTime(AT)
                .andThenAPublished(failed(AT, Verdict.UNREACHABLE, null, 0))
                .andThenTimeElapses(Duration.ofSeconds(5))
                .whenPublishingA(new PunchDeliveredLater(
                        CallbackId.ofDefault(ACME), new Delivered(PUNCH, new Attempt(AT, 200, 1, null, "ok"))))
                .expectActiveSagas(0)
                .expectNoScheduledDeadlines();
    }

    @Test
    void givenARetryWaits_whenItsPersonIsErased_thenTheSagaEnds() {
        fixture.givenCurrentTime(AT)
                .andThenAPublished(failed(AT, Verdict.UNREACHABLE, null, 0))
                .whenPublishingA(new DeliveryErased(CallbackId.ofDefault(ACME), PUNCH, AT))
                .expectActiveSagas(0)
                .expectNoScheduledDeadlines();
    }

    @Test
    void givenARetryWaits_whenItsPunchProvesDeliveredBefore_thenItIsNotSentAgain() throws Exception {
        var waiting = fixture.givenCurrentTime(AT).andThenAPublished(failed(AT, Verdict.UNREACHABLE, null, 0));
        push.pending = false;
        waiting.whenTimeElapses(Duration.ofSeconds(5)).expectActiveSagas(0).expectNoScheduledDeadlines();
        assertThat(push.tries).isZero();
    }

    @Test
    void givenARetryUnderWay_whenItsPunchProvesDeliveredBeforeAndItFails_thenItIsNotSentAgain() throws Exception {
        var underWay = fixture.givenCurrentTime(AT)
                .andThenAPublished(failed(AT, Verdict.UNREACHABLE, null, 0))
                .andThenTimeElapses(Duration.ofSeconds(5));
        push.pending = false;
        underWay.whenPublishingA(failed(AT.plusSeconds(6), Verdict.UNREACHABLE, null, 0))
                .expectActiveSagas(0)
                .expectNoScheduledDeadlines();
    }

    @Test
    void givenTheGateIsClosed_whenItsTimeComes_thenItWaitsWithoutCountingAnAttempt() throws Exception {
        push.admission = new Admission.ClosedUntil(AT.plusSeconds(35));
        fixture.givenCurrentTime(AT)
                .andThenAPublished(failed(AT, Verdict.UNREACHABLE, null, 0))
                .whenTimeElapses(Duration.ofSeconds(5))
                .expectNoDispatchedCommands()
                .expectScheduledDeadlineWithName(Duration.ofSeconds(30), PlannedDeadline.DUE);
        assertThat(push.parked).isEmpty();
    }

    @Test
    void givenThePauseOfACallback_whenItIsReopened_thenThePunchIsTriedAtOnce() throws Exception {
        push.admission = new Admission.ClosedUntilReopened();
        fixture.givenCurrentTime(AT)
                .andThenAPublished(failed(AT, Verdict.UNREACHABLE, null, 0))
                .andThenTimeElapses(Duration.ofSeconds(5))
                .whenPublishingA(new CallbackReopened(CallbackId.ofDefault(ACME), "resumed", AT.plusSeconds(5)))
                .expectScheduledDeadlineWithName(Duration.ZERO, PlannedDeadline.DUE);
    }

    @Test
    void givenTheCallbackIsGone_whenTheAttemptFails_thenThePunchWaitsForReopening() {
        fixture.givenCurrentTime(AT)
                .whenPublishingA(failed(AT, Verdict.GONE, null, 0))
                .expectActiveSagas(1)
                .expectNoScheduledDeadlines()
                .expectNoDispatchedCommands();
        assertThat(push.parked).isEmpty();
    }

    @Test
    void givenASettledPunch_whenALateFailureIsTold_thenNoSagaBegins() {
        push.pending = false;
        fixture.givenCurrentTime(AT)
                .whenPublishingA(failed(AT, Verdict.UNREACHABLE, null, 0))
                .expectActiveSagas(0)
                .expectNoDispatchedCommands();
        assertThat(push.parked).isEmpty();
    }
}
