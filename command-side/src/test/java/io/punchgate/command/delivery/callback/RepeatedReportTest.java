package io.punchgate.command.delivery.callback;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.CallbackReply;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryCommand.EndErasedDelivery;
import io.punchgate.api.delivery.DeliveryCommand.ParkDelivery;
import io.punchgate.api.delivery.DeliveryCommand.RecordDeliveries;
import io.punchgate.api.delivery.DeliveryCommand.RecordLaterDelivery;
import io.punchgate.api.delivery.DeliveryCommand.ReportFailedAttempt;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryErased;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
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
class RepeatedReportTest {

    private static final String ACME = "acme";
    private static final Instant AT = Instant.parse("2026-06-21T04:00:00Z");
    private static final PunchRef PUNCH = new PunchRef("p1", "SN1", 7);
    private static final Attempt REFUSAL = new Attempt(AT, 400, 3, null, "no");
    private static final Delivered DELIVERED = new Delivered(PUNCH, new Attempt(AT, 200, 3, null, "done"));

    private FixtureConfiguration<Callback> fixture = new AggregateTestFixture<>(Callback.class);

    @BeforeEach
    void begin() {
        fixture = new AggregateTestFixture<>(Callback.class);
        fixture.registerInjectableResource((PendingPunches) (customer, punch) -> false);
    }

    @Test
    void givenAReportIsStored_whenItIsToldAgain_thenItCountsOnce() {
        var failed = new DeliveryAttemptFailed(CallbackId.ofDefault(ACME), PUNCH, REFUSAL, Verdict.REJECTED, null, 0.5);
        fixture.given(failed)
                .when(new ReportFailedAttempt(CallbackId.ofDefault(ACME), PUNCH, REFUSAL, Verdict.REJECTED, null, 0.5))
                .expectNoEvents();
        again().given(new PunchesDelivered(CallbackId.ofDefault(ACME), List.of(DELIVERED)))
                .when(new RecordDeliveries(CallbackId.ofDefault(ACME), List.of(DELIVERED)))
                .expectNoEvents();
        again().given(new PunchDeliveredLater(CallbackId.ofDefault(ACME), DELIVERED))
                .when(new RecordLaterDelivery(CallbackId.ofDefault(ACME), DELIVERED))
                .expectNoEvents();
        again().given(new DeliveryParked(CallbackId.ofDefault(ACME), PUNCH, 5, true, "no", AT))
                .when(new ParkDelivery(CallbackId.ofDefault(ACME), PUNCH, 5, true, "no", AT.plusSeconds(30)))
                .expectNoEvents();
    }

    @Test
    void givenAPunchWasParked_whenItFailsAgain_thenItMayBeParkedAnew() {
        fixture.given(
                        new DeliveryParked(CallbackId.ofDefault(ACME), PUNCH, 5, true, "no", AT),
                        new DeliveryAttemptFailed(
                                CallbackId.ofDefault(ACME), PUNCH, REFUSAL, Verdict.REJECTED, null, 0.5))
                .when(new ParkDelivery(CallbackId.ofDefault(ACME), PUNCH, 5, true, "no", AT))
                .expectEvents(new DeliveryParked(CallbackId.ofDefault(ACME), PUNCH, 5, true, "no", AT));
    }

    @Test
    void givenAnErasedPunchThatEnded_whenThePushComesToItAgain_thenItEndsAgain() {
        DeliveryErased erased = new DeliveryErased(CallbackId.ofDefault(ACME), PUNCH, AT);
        fixture.given(erased)
                .when(new EndErasedDelivery(CallbackId.ofDefault(ACME), PUNCH, AT))
                .expectResultMessagePayload(CallbackReply.DONE)
                .expectEvents(erased);
    }

    private FixtureConfiguration<Callback> again() {
        begin();
        return fixture;
    }
}
