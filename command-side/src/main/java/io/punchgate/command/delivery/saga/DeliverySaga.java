package io.punchgate.command.delivery.saga;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.ANY;
import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;
import static org.axonframework.modelling.saga.SagaLifecycle.associateWith;
import static org.axonframework.modelling.saga.SagaLifecycle.end;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CustomerEvent.CallbackRemoved;
import io.punchgate.api.delivery.CallbackEvent.CallbackMisconfigured;
import io.punchgate.api.delivery.CallbackEvent.CallbackReopened;
import io.punchgate.api.delivery.DeliveryCommand.ParkDelivery;
import io.punchgate.api.delivery.DeliveryCommand.PlanRetry;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.OneDeliveryEvent;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.command.delivery.saga.RetryDispatch.Admission;
import io.punchgate.command.delivery.saga.RetryPolicy.Decision;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;

/**
 * Drives the retries of one punch, from its first failed attempt until it is acknowledged, parked or erased. It asks again for an attempt or a parking that no event answers, so that a crash costs a delay.
 */
@Saga(sagaStore = "pushSagaStore")
@ProcessingGroup("push")
@Revision("1")
@JsonAutoDetect(fieldVisibility = ANY, getterVisibility = NONE, isGetterVisibility = NONE)
public class DeliverySaga {

    /** An attempt or a parking that no event answers within this time is asked for again. */
    static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    // Properties of events, and the names of the associations in the database, which are those of the first sagas.
    private static final String DELIVERY = "deliveryId";
    private static final String DELIVERY_KEY = "punchId";
    private static final String CALLBACK = "callbackKey";
    private static final String CALLBACK_KEY = "customerId";

    private boolean begun;
    /** It ends once its delivery waits no more. Not said by sagas of earlier versions. */
    @JsonInclude(NON_DEFAULT)
    private boolean ofLine;

    private String customerId = "";
    /** The stored name of its callback: null for the default one, as in sagas of the time before there were names. */
    @JsonInclude(NON_NULL)
    private @Nullable String callback;

    private PunchRef punch = new PunchRef("", "", -1);
    private Tally tally = Tally.NONE;
    private Phase phase = Phase.WAITING;
    private Parking parking = Parking.NONE;

    @JsonProperty("alarm") // its name in the database
    private PlannedDeadline deadline = new PlannedDeadline();

    @StartSaga
    @SagaEventHandler(associationProperty = DELIVERY, keyName = DELIVERY_KEY)
    void on(DeliveryAttemptFailed event, RetryDispatch dispatch, DeadlineManager deadlines) {
        ofLine = begun ? ofLine : dispatch.isWaiting(event.callbackId(), event.punch());
        if (begun ? isSettled(dispatch) : !ofLine) {
            deadline.cancel(deadlines); // a late failure of a punch that was settled meanwhile
            end();
            return;
        }
        begin(event.callbackId(), event.punch());
        tally = tally.plus(event.verdict());
        Instant failedAt = event.attempt().endedAt();
        Decision decision = dispatch.policy(callback())
                .afterFailure(
                        tally,
                        event.verdict(),
                        event.retryAfterSeconds(),
                        event.jitter(),
                        dispatch.mayPark(callback()));
        switch (decision) {
            case Decision.Retry retry ->
                waitUntil(failedAt.plus(retry.delay()), FailureReason.of(event), dispatch, deadlines);
            case Decision.Park park -> {
                parking = new Parking(park.rejected(), FailureReason.of(event));
                park(failedAt, dispatch, deadlines);
            }
            case Decision.AwaitReopening awaiting -> awaitReopening(deadlines);
        }
    }

    @DeadlineHandler(deadlineName = PlannedDeadline.DUE)
    void due(Due due, @Timestamp Instant now, RetryDispatch dispatch, DeadlineManager deadlines) {
        if (!deadline.take(due)) {
            return;
        }
        if (isSettled(dispatch)) {
            end();
            return;
        }
        switch (phase) {
            case WAITING, ATTEMPTING -> attempt(now, dispatch, deadlines);
            case PARKING -> {
                if (dispatch.mayPark(callback())) {
                    park(now, dispatch, deadlines);
                } else {
                    goOnProbing(now, dispatch, deadlines);
                }
            }
        }
    }

    @SagaEventHandler(associationProperty = CALLBACK, keyName = CALLBACK_KEY)
    void on(CallbackReopened event, DeadlineManager deadlines) {
        if (phase == Phase.WAITING) {
            deadline.set(event.at(), deadlines);
        }
    }

    @SagaEventHandler(associationProperty = CALLBACK, keyName = CALLBACK_KEY)
    void on(CallbackMisconfigured event, RetryDispatch dispatch, DeadlineManager deadlines) {
        if (phase == Phase.PARKING) {
            goOnProbing(event.at(), dispatch, deadlines);
        }
    }

    @EndSaga
    @SagaEventHandler(associationProperty = DELIVERY, keyName = DELIVERY_KEY)
    void on(OneDeliveryEvent.Settlement event, DeadlineManager deadlines) {
        deadline.cancel(deadlines);
    }

    /** Nothing more goes to a callback that is no more. */
    @EndSaga
    @SagaEventHandler(associationProperty = CALLBACK, keyName = CALLBACK_KEY)
    void on(CallbackRemoved event, DeadlineManager deadlines) {
        deadline.cancel(deadlines);
    }

    /** Tells whether its line's punch is settled: a process that pushed before stored an acknowledgement late. */
    private boolean isSettled(RetryDispatch dispatch) {
        return ofLine && !dispatch.isWaiting(callback(), punch);
    }

    private CallbackId callback() {
        return CallbackId.stored(customerId, callback);
    }

    private void begin(CallbackId of, PunchRef ref) {
        begun = true;
        customerId = of.customerId();
        callback = of.storedName();
        punch = ref;
        associateWith(CALLBACK_KEY, of.key());
    }

    private void attempt(Instant now, RetryDispatch dispatch, DeadlineManager deadlines) {
        switch (dispatch.tryAgain(callback(), punch)) {
            case Admission.Started started -> {
                phase = Phase.ATTEMPTING;
                deadline.set(now.plus(ANSWER_MAX), deadlines);
            }
            case Admission.ClosedUntil closed -> {
                phase = Phase.WAITING;
                deadline.set(closed.at(), deadlines);
            }
            case Admission.ClosedUntilReopened closed -> awaitReopening(deadlines);
        }
    }

    private void park(Instant now, RetryDispatch dispatch, DeadlineManager deadlines) {
        phase = Phase.PARKING;
        deadline.set(now.plus(ANSWER_MAX), deadlines);
        dispatch.park(new ParkDelivery(callback(), punch, tally.attempts(), parking.rejected(), parking.reason(), now));
    }

    private void goOnProbing(Instant now, RetryDispatch dispatch, DeadlineManager deadlines) {
        Duration last = dispatch.policy(callback()).delayAfter(Integer.MAX_VALUE);
        waitUntil(now.plus(last), parking.reason(), dispatch, deadlines);
    }

    private void waitUntil(Instant at, String reason, RetryDispatch dispatch, DeadlineManager deadlines) {
        phase = Phase.WAITING;
        deadline.set(at, deadlines);
        dispatch.plan(new PlanRetry(callback(), punch, tally.attempts(), at, reason));
    }

    private void awaitReopening(DeadlineManager deadlines) {
        phase = Phase.WAITING;
        deadline.cancel(deadlines);
    }
}
