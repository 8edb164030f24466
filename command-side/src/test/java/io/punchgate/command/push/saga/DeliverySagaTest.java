package io.punchgate.command.push.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryCommand.ParkDelivery;
import io.punchgate.api.delivery.DeliveryCommand.PlanRetry;
import io.punchgate.api.delivery.DeliveryEvent.CallbackMisconfigured;
import io.punchgate.api.delivery.DeliveryEvent.CallbackReopened;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.PunchRedelivered;
import io.punchgate.api.delivery.DeliveryEvent.RedeliveryRequested;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.delivery.Verdict;
import io.punchgate.command.push.saga.RetryDispatch.Admission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.saga.SagaTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliverySagaTest {

    private static final String ACME = "acme";
    private static final Instant AT = Instant.parse("2026-06-21T04:00:00Z");
    private static final PunchRef PUNCH = new PunchRef("p1", "SN1", 7);

    private SagaTestFixture<DeliverySaga> fixture = new SagaTestFixture<>(DeliverySaga.class);
    private Push push = new Push();

    @BeforeEach
    void begin() {
        fixture = new SagaTestFixture<>(DeliverySaga.class);
        push = new Push();
        fixture.registerResource(push);
    }

    @Test
    void givenNoSaga_whenTheFirstAttemptFails_thenARetryIsPlannedByTheSchedule() {
        fixture.givenCurrentTime(AT)
                .whenPublishingA(failed(AT, Verdict.UNREACHABLE, null, 0.5))
                .expectActiveSagas(1)
                .expectAssociationWith("customerId", ACME)
                .expectScheduledDeadlineWithName(Duration.ofMillis(5_500), DeliverySaga.DUE)
                .expectDispatchedCommands(
                        new PlanRetry(ACME, PUNCH, 1, AT.plusMillis(5_500), "not reachable: status 500, oops"));
        assertThat(push.tries).isZero();
    }

    @Test
    void givenTheAnswerAsksForMoreTime_whenTheAttemptFails_thenItGetsIt() {
        fixture.givenCurrentTime(AT)
                .whenPublishingA(failed(AT, Verdict.UNREACHABLE, 60L, 0))
                .expectScheduledDeadlineWithName(Duration.ofSeconds(60), DeliverySaga.DUE);
    }

    @Test
    void givenAFailedAttempt_whenItsTimeComes_thenItIsTriedAgainAndGuarded() throws Exception {
        fixture.givenCurrentTime(AT)
                .andThenAPublished(failed(AT, Verdict.UNREACHABLE, null, 0))
                .whenTimeElapses(Duration.ofSeconds(5))
                .expectNoDispatchedCommands()
                .expectScheduledDeadlineWithName(DeliverySaga.ANSWER_MAX, DeliverySaga.DUE);
        assertThat(push.tries).isEqualTo(1);
    }

    @Test
    void givenAnAttemptWithoutAnOutcome_whenTheGuardFires_thenItIsAskedForAgain() throws Exception {
        fixture.givenCurrentTime(AT)
                .andThenAPublished(failed(AT, Verdict.UNREACHABLE, null, 0))
                .andThenTimeElapses(Duration.ofSeconds(5))
                .whenTimeElapses(DeliverySaga.ANSWER_MAX)
                .expectScheduledDeadlineWithName(DeliverySaga.ANSWER_MAX, DeliverySaga.DUE);
        assertThat(push.tries).isEqualTo(2);
    }

    @Test
    void givenARetryUnderWay_whenItIsAcknowledged_thenTheSagaEnds() throws Exception {
        fixture.givenCurrentTime(AT)
                .andThenAPublished(failed(AT, Verdict.UNREACHABLE, null, 0))
                .andThenTimeElapses(Duration.ofSeconds(5))
                .whenPublishingA(new PunchRedelivered(
                        ACME, "SN1", "p1", new Delivered(PUNCH, new Attempt(AT, 200, 1, null, "ok"))))
                .expectActiveSagas(0)
                .expectNoScheduledDeadlines();
    }

    @Test
    void givenFourRejections_whenTheFifthComes_thenItIsParkedAsRejected() throws Exception {
        fixture.givenCurrentTime(AT)
                .andThenAPublished(rejected())
                .andThenAPublished(rejected())
                .andThenAPublished(rejected())
                .andThenAPublished(rejected())
                .whenPublishingA(rejected())
                .expectDispatchedCommands(new ParkDelivery(ACME, PUNCH, 5, true, "rejected: status 500, oops", AT))
                .expectScheduledDeadlineWithName(DeliverySaga.ANSWER_MAX, DeliverySaga.DUE);
    }

    @Test
    void givenParkingWasAskedFor_whenNoEventAnswers_thenItIsAskedAgain() throws Exception {
        push.policy = RetryPolicy.of(List.of(1));
        fixture.givenCurrentTime(AT)
                .andThenAPublished(rejected())
                .andThenAPublished(rejected())
                .whenTimeElapses(DeliverySaga.ANSWER_MAX)
                .expectDispatchedCommands(new ParkDelivery(
                        ACME, PUNCH, 2, true, "rejected: status 500, oops", AT.plus(DeliverySaga.ANSWER_MAX)));
    }

    @Test
    void givenParkingWasAskedFor_whenItIsParked_thenTheSagaEnds() throws Exception {
        push.policy = RetryPolicy.of(List.of(1));
        fixture.givenCurrentTime(AT)
                .andThenAPublished(rejected())
                .andThenAPublished(rejected())
                .whenPublishingA(new DeliveryParked(ACME, "SN1", "p1", PUNCH, 2, true, "400", AT))
                .expectActiveSagas(0)
                .expectNoScheduledDeadlines();
    }

    @Test
    void givenParkingWasAskedFor_whenTheCallbackProvesMisconfigured_thenProbingGoesOn() throws Exception {
        push.policy = RetryPolicy.of(List.of(1, 9));
        fixture.givenCurrentTime(AT)
                .andThenAPublished(rejected())
                .andThenAPublished(rejected())
                .andThenAPublished(rejected())
                .whenPublishingA(new CallbackMisconfigured(ACME, "rejected 3", AT))
                .expectActiveSagas(1)
                .expectScheduledDeadlineWithName(Duration.ofSeconds(9), DeliverySaga.DUE)
                .expectDispatchedCommands(
                        new PlanRetry(ACME, PUNCH, 3, AT.plusSeconds(9), "rejected: status 500, oops"));
    }

    @Test
    void givenAMisconfiguredCallback_whenTheFifthRejectionComes_thenNothingIsParked() throws Exception {
        push.mayPark = false;
        push.policy = RetryPolicy.of(List.of(1));
        fixture.givenCurrentTime(AT)
                .andThenAPublished(rejected())
                .whenPublishingA(rejected())
                .expectDispatchedCommands(
                        new PlanRetry(ACME, PUNCH, 2, AT.plusSeconds(1), "rejected: status 500, oops"));
    }

    @Test
    void givenTheGateIsClosed_whenItsTimeComes_thenItWaitsWithoutCountingAnAttempt() throws Exception {
        push.admission = new Admission.ClosedUntil(AT.plusSeconds(35));
        fixture.givenCurrentTime(AT)
                .andThenAPublished(failed(AT, Verdict.UNREACHABLE, null, 0))
                .whenTimeElapses(Duration.ofSeconds(5))
                .expectNoDispatchedCommands()
                .expectScheduledDeadlineWithName(Duration.ofSeconds(30), DeliverySaga.DUE);
    }

    @Test
    void givenThePauseOfACallback_whenItIsReopened_thenThePunchIsTriedAtOnce() throws Exception {
        push.admission = new Admission.ClosedUntilReopened();
        fixture.givenCurrentTime(AT)
                .andThenAPublished(failed(AT, Verdict.UNREACHABLE, null, 0))
                .andThenTimeElapses(Duration.ofSeconds(5))
                .whenPublishingA(new CallbackReopened(ACME, "resumed", AT.plusSeconds(5)))
                .expectScheduledDeadlineWithName(Duration.ZERO, DeliverySaga.DUE);
    }

    @Test
    void givenTheCallbackIsGone_whenTheAttemptFails_thenThePunchWaitsForReopening() {
        fixture.givenCurrentTime(AT)
                .whenPublishingA(failed(AT, Verdict.GONE, null, 0))
                .expectActiveSagas(1)
                .expectNoScheduledDeadlines()
                .expectNoDispatchedCommands();
    }

    @Test
    void givenASettledPunch_whenALateFailureIsTold_thenNoSagaBegins() {
        push.pending = false;
        fixture.givenCurrentTime(AT)
                .whenPublishingA(failed(AT, Verdict.UNREACHABLE, null, 0))
                .expectActiveSagas(0)
                .expectNoDispatchedCommands();
    }

    @Test
    void givenASettledPunch_whenRedeliveryIsRequested_thenItIsTriedAtOnce() {
        push.pending = false;
        fixture.givenCurrentTime(AT)
                .whenPublishingA(new RedeliveryRequested(ACME, "SN1", "p1", PUNCH, "erp", AT))
                .expectActiveSagas(1)
                .expectScheduledDeadlineWithName(DeliverySaga.ANSWER_MAX, DeliverySaga.DUE);
        assertThat(push.tries).isEqualTo(1);
    }

    @Test
    void givenAPendingPunch_whenRedeliveryIsRequested_thenItsOrderStays() {
        fixture.givenCurrentTime(AT)
                .whenPublishingA(new RedeliveryRequested(ACME, "SN1", "p1", PUNCH, "erp", AT))
                .expectActiveSagas(0);
        assertThat(push.tries).isZero();
    }

    @Test
    void givenARedeliveryUnderWay_whenItFails_thenItIsRetriedByTheSchedule() {
        push.pending = false;
        fixture.givenCurrentTime(AT)
                .andThenAPublished(new RedeliveryRequested(ACME, "SN1", "p1", PUNCH, "erp", AT))
                .whenPublishingA(failed(AT, Verdict.UNREACHABLE, null, 0))
                .expectActiveSagas(1)
                .expectScheduledDeadlineWithName(Duration.ofSeconds(5), DeliverySaga.DUE);
    }

    private static DeliveryAttemptFailed rejected() {
        return failed(AT, Verdict.REJECTED, null, 0);
    }

    private static DeliveryAttemptFailed failed(
            Instant at, Verdict verdict, @Nullable Long retryAfterSeconds, double jitter) {
        Attempt attempt = new Attempt(at, 500, 0, null, "oops");
        return new DeliveryAttemptFailed(ACME, "SN1", "p1", PUNCH, attempt, verdict, retryAfterSeconds, jitter);
    }

    /** The push as the saga sees it. */
    private static final class Push implements RetryDispatch {
        private Admission admission = new Admission.Started(false);
        private RetryPolicy policy = RetryPolicy.DEFAULT;
        private boolean mayPark = true;
        private boolean pending = true;
        private int tries;

        @Override
        public Admission tryAgain(String customerId, PunchRef punch) {
            tries++;
            return admission;
        }

        @Override
        public RetryPolicy policy(String customerId) {
            return policy;
        }

        @Override
        public boolean mayPark(String customerId) {
            return mayPark;
        }

        @Override
        public boolean isPending(String customerId, PunchRef punch) {
            return pending;
        }
    }
}
