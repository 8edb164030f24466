package io.punchgate.command.delivery.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CallbackFilter;
import io.punchgate.api.delivery.CallbackEvent.CallbackReopened;
import io.punchgate.api.delivery.DeliveryCommand.PauseCallback;
import io.punchgate.api.delivery.DeliveryCommand.RequestRedelivery;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.PunchType;
import io.punchgate.command.delivery.CustomerServer.Reply;
import io.punchgate.runtime.BesideOthers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One of two callbacks is removed. */
@BesideOthers
class RemovedCallbackTest extends TwoCallbacks {

    @Test
    void givenPunchesThatWait_whenTheCallbackIsRemoved_thenTheyWereNeverPushedAndNothingIsTriedAnyMore() {
        setErp(CallbackFilter.ALL);
        erp.answer(request -> new Reply(500, ""));
        stage.push().punch("A", "a0");
        stage.push().punch("A", "a1");
        await().until(() -> rows("push_saga") == 1);

        stage.push().removeCallback(ERP);

        await().until(() -> unsent("never").size() == 2);
        assertThat(unsent("never")).containsExactly("a0.erp", "a1.erp");
        await().until(() -> rows("push_saga") == 0);
        assertThat(rows("push_deadline")).isZero();
        assertThat(rows("push_line where callback = 'erp'")).isZero();

        stage.push().punch("A", "a2");
        await().until(() -> stage.server().received().size() == 3);
        assertThat(ids(erp)).doesNotContain(toErp("a1"), toErp("a2"));
    }

    @Test
    void givenDevicesWhosePunchesWait_whenTheCallbackIsRemoved_thenNoAttemptIsMadeWithoutAnAddress() {
        setErp(CallbackFilter.ALL);
        stage.push().say(new PauseCallback(ERP, "for the test", Instant.now()));
        for (int i = 0; i < 20; i++) {
            stage.push().punch("D" + i, "d" + i);
        }
        await().until(() -> stage.server().received().size() == 20 && rows("push_line where callback = 'erp'") == 20);

        stage.push().removeCallback(ERP);
        await().until(() -> unsent("never").size() == 20
                && stage.push().said(ERP).stream().anyMatch(CallbackReopened.class::isInstance));
        setErp(CallbackFilter.ALL);
        stage.push().punch("D0", "last");
        await().until(() -> ids(erp).contains(toErp("last")));

        assertThat(stage.push().said(ERP)).noneMatch(DeliveryAttemptFailed.class::isInstance);
        assertThat(ids(erp)).containsExactly(toErp("last"));
    }

    @Test
    void givenACallbackThatWasPausedAndRemoved_whenItIsSetAnew_thenItIsOpenAndGetsNewPunchesAndOldOnesOnRequest() {
        setErp(CallbackFilter.ALL);
        stage.push().say(new PauseCallback(ERP, "for the test", Instant.now()));
        stage.push().punch("A", "a0");
        stage.push().removeCallback(ERP);
        await().until(() -> unsent("never").contains("a0.erp"));

        setErp(CallbackFilter.ALL);
        stage.push().punch("A", "a1");
        await().until(() -> ids(erp).contains(toErp("a1")));
        assertThat(ids(erp)).containsExactly(toErp("a1"));

        stage.push().say(new RequestRedelivery(ERP, new PunchRef("a0", "A", 0), "erp", Instant.now()));
        await().until(() -> ids(erp).contains(toErp("a0")));
        await().until(() -> unsent("never").isEmpty() && unsent("requested").isEmpty());
    }

    @Test
    void givenAPunchThatNobodyWanted_whenItIsRequestedForOne_thenThatOneGetsIt() {
        stage.push().removeCallback(CallbackId.ofDefault(PushHarness.ACME));
        setErp(only(PunchType.CheckOut));
        punch("a-in", "A", PunchType.CheckIn);
        await().until(() -> unsent("never").equals(List.of("a-in")));

        setErp(CallbackFilter.ALL);
        stage.push().say(new RequestRedelivery(ERP, new PunchRef("a-in", "A", 0), "erp", Instant.now()));

        await().until(() -> ids(erp).contains(toErp("a-in")));
        await().until(() -> unsent("never").isEmpty() && unsent("requested").isEmpty());
        assertThat(stage.server().received()).isEmpty();
    }
}
