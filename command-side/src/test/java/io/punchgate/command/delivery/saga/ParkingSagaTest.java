package io.punchgate.command.delivery.saga;

import static io.punchgate.command.delivery.saga.Attempts.ACME;
import static io.punchgate.command.delivery.saga.Attempts.AT;
import static io.punchgate.command.delivery.saga.Attempts.PUNCH;
import static io.punchgate.command.delivery.saga.Attempts.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.CallbackEvent.CallbackMisconfigured;
import io.punchgate.api.delivery.DeliveryCommand.ParkDelivery;
import io.punchgate.api.delivery.DeliveryCommand.PlanRetry;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.command.StopsTheClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The conditions under which a punch is parked. */
@StopsTheClock
class ParkingSagaTest {

    private SagaTestFixture<DeliverySaga> fixture = new SagaTestFixture<>(DeliverySaga.class);
    private ObservedPush push = new ObservedPush();

    @BeforeEach
    void begin() {
        fixture = new SagaTestFixture<>(DeliverySaga.class);
        push = new ObservedPush();
        fixture.registerResource(push);
    }

    @Test
    void givenFourRejections_whenTheFifthComes_thenItIsParkedAsRejected() throws Exception {
        fixture.givenCurrentTime(AT)
                .andThenAPublished(rejected())
                .andThenAPublished(rejected())
                .andThenAPublished(rejected())
                .andThenAPublished(rejected())
                .whenPublishingA(rejected())
                .expectScheduledDeadlineWithName(DeliverySaga.ANSWER_MAX, PlannedDeadline.DUE);
        assertThat(push.parked)
                .containsExactly(
                        new ParkDelivery(CallbackId.ofDefault(ACME), PUNCH, 5, true, "rejected: status 500", AT));
    }

    @Test
    void givenParkingWasAskedFor_whenNoEventAnswers_thenItIsAskedAgain() throws Exception {
        push.policy = RetryPolicy.of(List.of(1));
        fixture.givenCurrentTime(AT)
                .andThenAPublished(rejected())
                .andThenAPublished(rejected())
                .whenTimeElapses(DeliverySaga.ANSWER_MAX)
                .expectActiveSagas(1);
        assertThat(push.parked).containsExactly(askedAt(AT), askedAt(AT.plus(DeliverySaga.ANSWER_MAX)));
    }

    @Test
    void givenParkingWasAskedFor_whenItIsParked_thenTheSagaEnds() throws Exception {
        push.policy = RetryPolicy.of(List.of(1));
        fixture.givenCurrentTime(AT)
                .andThenAPublished(rejected())
                .andThenAPublished(rejected())
                .whenPublishingA(new DeliveryParked(CallbackId.ofDefault(ACME), PUNCH, 2, true, "400", AT))
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
                .whenPublishingA(new CallbackMisconfigured(CallbackId.ofDefault(ACME), "rejected 3", AT))
                .expectActiveSagas(1)
                .expectScheduledDeadlineWithName(Duration.ofSeconds(9), PlannedDeadline.DUE);
        assertThat(push.planned)
                .endsWith(
                        new PlanRetry(CallbackId.ofDefault(ACME), PUNCH, 3, AT.plusSeconds(9), "rejected: status 500"));
    }

    @Test
    void givenAMisconfiguredCallback_whenTheFifthRejectionComes_thenNothingIsParked() throws Exception {
        push.mayPark = false;
        push.policy = RetryPolicy.of(List.of(1));
        fixture.givenCurrentTime(AT).andThenAPublished(rejected()).whenPublishingA(rejected());
        assertThat(push.parked).isEmpty();
        assertThat(push.planned)
                .endsWith(
                        new PlanRetry(CallbackId.ofDefault(ACME), PUNCH, 2, AT.plusSeconds(1), "rejected: status 500"));
    }

    private static ParkDelivery askedAt(Instant at) {
        return new ParkDelivery(CallbackId.ofDefault(ACME), PUNCH, 2, true, "rejected: status 500", at);
    }
}
