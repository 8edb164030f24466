package io.punchgate.command.delivery.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryCommand.RecordDeliveries;
import io.punchgate.api.delivery.DeliveryCommand.ReportFailedAttempt;
import io.punchgate.api.delivery.DeliveryEvent.CallbackDegraded;
import io.punchgate.api.delivery.DeliveryEvent.CallbackRecovered;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.delivery.Verdict;
import io.punchgate.command.StopsTheClock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A callback that degrades is told of before it is closed, once, and until it is well again. */
@StopsTheClock
class CallbackWarningTest {

    private static final String ACME = "acme";
    private static final Instant AT = Instant.parse("2026-06-21T04:00:00Z");
    private static final PunchRef PUNCH = new PunchRef("p1", "SN1", 7);
    private static final Attempt REFUSAL = new Attempt(AT, 503, 30, null, "no");
    private static final Attempt SLOW = new Attempt(AT, 200, 6_000, null, "done");
    private static final Attempt EARLIER_REFUSAL = new Attempt(AT.minusSeconds(5), 503, 30, null, "");
    private static final DeliveryAttemptFailed FAILED =
            new DeliveryAttemptFailed(CallbackId.ofDefault(ACME), PUNCH, REFUSAL, Verdict.UNREACHABLE, null, 0);
    private static final DeliveryAttemptFailed EARLIER =
            new DeliveryAttemptFailed(CallbackId.ofDefault(ACME), PUNCH, EARLIER_REFUSAL, Verdict.UNREACHABLE, null, 0);
    private static final CallbackDegraded DEGRADED = new CallbackDegraded(
            CallbackId.ofDefault(ACME),
            "3 of the last 20 attempts failed or took 5 s and more, the last: status 503 after 30 ms",
            AT.plusMillis(30));

    private FixtureConfiguration<Callback> fixture = new AggregateTestFixture<>(Callback.class);

    @BeforeEach
    void begin() {
        fixture = new AggregateTestFixture<>(Callback.class);
        fixture.registerInjectableResource((PendingPunches) (customer, punch) -> false);
    }

    private static List<Delivered> acknowledged(int times, Attempt attempt) {
        return Collections.nCopies(times, new Delivered(PUNCH, attempt));
    }

    @Test
    void givenTwoFailures_whenTheThirdComes_thenItIsWarnedOf() {
        fixture.given(EARLIER, EARLIER)
                .when(new ReportFailedAttempt(CallbackId.ofDefault(ACME), PUNCH, REFUSAL, Verdict.UNREACHABLE, null, 0))
                .expectEvents(FAILED, DEGRADED);
    }

    @Test
    void givenAWarning_whenFailuresGoOn_thenItIsNotRepeated() {
        fixture.given(EARLIER, EARLIER, EARLIER, DEGRADED)
                .when(new ReportFailedAttempt(CallbackId.ofDefault(ACME), PUNCH, REFUSAL, Verdict.UNREACHABLE, null, 0))
                .expectEvents(FAILED);
    }

    @Test
    void givenAWarning_whenItIsWellForAWhile_thenItIsOver() {
        Attempt earlier = new Attempt(AT.minusSeconds(1), 200, 10, null, "done");
        Attempt quick = new Attempt(AT, 200, 10, null, "done");
        fixture.given(
                        EARLIER,
                        EARLIER,
                        EARLIER,
                        DEGRADED,
                        new PunchesDelivered(CallbackId.ofDefault(ACME), acknowledged(8, earlier)))
                .when(new RecordDeliveries(CallbackId.ofDefault(ACME), acknowledged(1, quick)))
                .expectEvents(new PunchesDelivered(CallbackId.ofDefault(ACME), acknowledged(1, quick)));
        begin();
        fixture.given(
                        EARLIER,
                        EARLIER,
                        EARLIER,
                        DEGRADED,
                        new PunchesDelivered(CallbackId.ofDefault(ACME), acknowledged(9, earlier)))
                .when(new RecordDeliveries(CallbackId.ofDefault(ACME), acknowledged(1, quick)))
                .expectEvents(
                        new PunchesDelivered(CallbackId.ofDefault(ACME), acknowledged(1, quick)),
                        new CallbackRecovered(CallbackId.ofDefault(ACME), AT.plusMillis(10)));
    }

    @Test
    void givenAnswersThatComeSlowly_whenThereAreMany_thenItIsWarnedOfThoughAllAcknowledge() {
        fixture.givenNoPriorActivity()
                .when(new RecordDeliveries(CallbackId.ofDefault(ACME), acknowledged(3, SLOW)))
                .expectSuccessfulHandlerExecution()
                .expectState(callback -> assertThat(callback).isNotNull())
                .expectEvents(
                        new PunchesDelivered(CallbackId.ofDefault(ACME), acknowledged(3, SLOW)),
                        new CallbackDegraded(
                                CallbackId.ofDefault(ACME),
                                "3 of the last 20 attempts failed or took 5 s and more, the last: status 200 after"
                                        + " 6000 ms",
                                AT.plusMillis(6_000)));
    }
}
