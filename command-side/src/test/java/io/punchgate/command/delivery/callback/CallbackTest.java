package io.punchgate.command.delivery.callback;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.CallbackEvent.CallbackFailing;
import io.punchgate.api.delivery.CallbackEvent.CallbackMisconfigured;
import io.punchgate.api.delivery.CallbackEvent.CallbackPaused;
import io.punchgate.api.delivery.CallbackEvent.CallbackReopened;
import io.punchgate.api.delivery.CallbackReply;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryCommand.ParkDelivery;
import io.punchgate.api.delivery.DeliveryCommand.PauseCallback;
import io.punchgate.api.delivery.DeliveryCommand.PlanRetry;
import io.punchgate.api.delivery.DeliveryCommand.RecordDeliveries;
import io.punchgate.api.delivery.DeliveryCommand.RecordLaterDelivery;
import io.punchgate.api.delivery.DeliveryCommand.ReportCallbackFailing;
import io.punchgate.api.delivery.DeliveryCommand.ReportFailedAttempt;
import io.punchgate.api.delivery.DeliveryCommand.RequestRedelivery;
import io.punchgate.api.delivery.DeliveryCommand.ResumeCallback;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryRetryPlanned;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.DeliveryEvent.RedeliveryRequested;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.delivery.Verdict;
import io.punchgate.command.StopsTheClock;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StopsTheClock
class CallbackTest {

    private static final String ACME = "acme";
    private static final CallbackId CALLBACK = CallbackId.ofDefault(ACME);
    private static final Instant AT = Instant.parse("2026-06-21T04:00:00Z");
    private static final PunchRef PUNCH = new PunchRef("p1", "SN1", 7);
    private static final Attempt ACK = new Attempt(AT, 200, 3, null, "done");
    private static final Attempt REFUSAL = new Attempt(AT, 400, 3, null, "no");
    private static final Delivered DELIVERED = new Delivered(PUNCH, ACK);
    private static final CallbackReopened REOPENED = new CallbackReopened(CALLBACK, "an attempt was acknowledged", AT);
    private static final CallbackFailing FAILING = new CallbackFailing(CALLBACK, "500", AT, AT);
    private static final CallbackPaused PAUSED = new CallbackPaused(CALLBACK, "by the operator", AT);
    /** As it is stored. */
    private static final CallbackPaused GONE = new CallbackPaused(CALLBACK, "the callback answered 410 Gone", AT);

    private static final CallbackMisconfigured WRONG = new CallbackMisconfigured(CALLBACK, "rejected", AT);

    private FixtureConfiguration<Callback> fixture = new AggregateTestFixture<>(Callback.class);
    private boolean pending;

    @BeforeEach
    void begin() {
        fixture = new AggregateTestFixture<>(Callback.class);
        fixture.registerInjectableResource((PendingPunches) (customer, punch) -> pending);
    }

    @Test
    void givenNothing_whenPunchesWereDelivered_thenOneEventTellsOfAll() {
        fixture.givenNoPriorActivity()
                .when(new RecordDeliveries(CALLBACK, List.of(DELIVERED, DELIVERED)))
                .expectResultMessagePayload(CallbackReply.DONE)
                .expectEvents(new PunchesDelivered(CALLBACK, List.of(DELIVERED, DELIVERED)));
    }

    @Test
    void givenItFails_whenAnAttemptIsAcknowledged_thenItReopens() {
        fixture.given(FAILING)
                .when(new RecordLaterDelivery(CALLBACK, DELIVERED))
                .expectEvents(new PunchDeliveredLater(CALLBACK, DELIVERED), REOPENED);
    }

    @Test
    void givenAnOperatorPausedIt_whenALateAttemptIsAcknowledged_thenItStaysPaused() {
        fixture.given(PAUSED)
                .when(new RecordDeliveries(CALLBACK, List.of(DELIVERED)))
                .expectEvents(new PunchesDelivered(CALLBACK, List.of(DELIVERED)));
    }

    @Test
    void givenItIsGone_whenALateAttemptIsAcknowledged_thenItReopens() {
        fixture.given(GONE)
                .when(new RecordDeliveries(CALLBACK, List.of(DELIVERED)))
                .expectEvents(new PunchesDelivered(CALLBACK, List.of(DELIVERED)), REOPENED);
    }

    @Test
    void givenItIsOpen_whenAnAttemptFindsItGone_thenItPauses() {
        fixture.givenNoPriorActivity()
                .when(new ReportFailedAttempt(CALLBACK, PUNCH, REFUSAL, Verdict.GONE, null, 0.5))
                .expectEvents(new DeliveryAttemptFailed(CALLBACK, PUNCH, REFUSAL, Verdict.GONE, null, 0.5), GONE);
    }

    @Test
    void givenAFailure_whenRetryIsPlanned_thenItIsToldWhen() {
        fixture.givenNoPriorActivity()
                .when(new PlanRetry(CALLBACK, PUNCH, 1, AT.plusSeconds(5), "500"))
                .expectEvents(new DeliveryRetryPlanned(CALLBACK, PUNCH, 1, AT.plusSeconds(5), "500"));
    }

    @Test
    void givenTwoParkedAsRejected_whenTheThirdIs_thenTheCallbackIsMisconfigured() {
        fixture.given(earlier(1, true), earlier(2, false), earlier(3, true))
                .when(new ParkDelivery(CALLBACK, PUNCH, 5, true, "400", AT))
                .expectEvents(
                        parked(true),
                        new CallbackMisconfigured(CALLBACK, "rejected 3 punches in a row, the last: 400", AT));
    }

    @Test
    void givenAnAcknowledgementBetween_whenTheThirdIsParked_thenThePunchIsToBlame() {
        fixture.given(earlier(1, true), earlier(2, true), new PunchesDelivered(CALLBACK, List.of(DELIVERED)))
                .when(new ParkDelivery(CALLBACK, PUNCH, 5, true, "400", AT))
                .expectEvents(parked(true));
    }

    @Test
    void givenItIsMisconfigured_whenAnotherIsToBeParked_thenNothingMoreIs() {
        fixture.given(WRONG)
                .when(new ParkDelivery(CALLBACK, PUNCH, 5, true, "400", AT))
                .expectResultMessagePayload(CallbackReply.REFUSED_MISCONFIGURED)
                .expectNoEvents();
    }

    @Test
    void givenItWasReopened_whenOneIsParked_thenTheCountBeginsAnew() {
        fixture.given(earlier(1, true), earlier(2, true), earlier(3, true), WRONG, REOPENED)
                .when(new ParkDelivery(CALLBACK, PUNCH, 5, true, "400", AT))
                .expectEvents(parked(true));
    }

    @Test
    void givenItIsOpen_whenAttemptsMostlyFail_thenItIsProbedOnce() {
        fixture.givenNoPriorActivity()
                .when(new ReportCallbackFailing(CALLBACK, "500", AT, AT))
                .expectEvents(FAILING);
        begin();
        fixture.given(FAILING)
                .when(new ReportCallbackFailing(CALLBACK, "500", AT, AT))
                .expectNoEvents();
    }

    @Test
    void givenAnyState_whenPausedAndResumed_thenItIs() {
        fixture.given(WRONG)
                .when(new PauseCallback(CALLBACK, "by the operator", AT))
                .expectEvents(PAUSED);
        begin();
        fixture.given(PAUSED)
                .when(new PauseCallback(CALLBACK, "again", AT))
                .expectResultMessagePayload(CallbackReply.UNCHANGED)
                .expectNoEvents();
        begin();
        fixture.given(GONE)
                .when(new PauseCallback(CALLBACK, "by the operator", AT))
                .expectEvents(PAUSED);
        begin();
        fixture.given(PAUSED)
                .when(new ResumeCallback(CALLBACK, AT))
                .expectEvents(new CallbackReopened(CALLBACK, "resumed", AT));
    }

    @Test
    void givenItIsOpen_whenResumed_thenNothingChangesButTheCountOfRejections() {
        fixture.given(REOPENED)
                .when(new ResumeCallback(CALLBACK, AT))
                .expectResultMessagePayload(CallbackReply.UNCHANGED)
                .expectNoEvents();
        begin();
        fixture.givenNoPriorActivity()
                .when(new ResumeCallback(CALLBACK, AT))
                .expectResultMessagePayload(CallbackReply.UNCHANGED)
                .expectState(callback -> {});
        begin();
        fixture.given(earlier(1, true))
                .when(new ResumeCallback(CALLBACK, AT))
                .expectEvents(new CallbackReopened(CALLBACK, "resumed", AT));
    }

    @Test
    void givenASettledPunch_whenRedeliveryIsRequested_thenItIsToBeSentAgain() {
        fixture.givenNoPriorActivity()
                .when(new RequestRedelivery(CALLBACK, PUNCH, "erp", AT))
                .expectResultMessagePayload(CallbackReply.DONE)
                .expectEvents(new RedeliveryRequested(CALLBACK, PUNCH, "erp", AT));
    }

    @Test
    void givenAPendingPunch_whenRedeliveryIsRequested_thenItIsRefused() {
        pending = true;
        fixture.given(REOPENED)
                .when(new RequestRedelivery(CALLBACK, PUNCH, "erp", AT))
                .expectResultMessagePayload(CallbackReply.REFUSED_PENDING)
                .expectNoEvents();
    }

    private static DeliveryParked earlier(int sequence, boolean rejected) {
        PunchRef punch = new PunchRef("earlier-" + sequence, "SN1", sequence);
        return new DeliveryParked(CALLBACK, punch, 5, rejected, "400", AT);
    }

    private static DeliveryParked parked(boolean rejected) {
        return new DeliveryParked(CALLBACK, PUNCH, 5, rejected, "400", AT);
    }
}
