package io.punchgate.command.delivery.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.customer.CallbackFilter;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.delivery.DeliveryCommand.PauseCallback;
import io.punchgate.api.delivery.DeliveryCommand.RequestRedelivery;
import io.punchgate.api.delivery.DeliveryCommand.ResumeCallback;
import io.punchgate.api.delivery.DeliveryId;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PunchType;
import io.punchgate.command.delivery.CustomerServer.Reply;
import io.punchgate.command.delivery.Punches;
import io.punchgate.runtime.BesideOthers;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two callbacks, each with what it wants and on its own. */
@BesideOthers
class SeveralCallbacksTest extends TwoCallbacks {

    @Test
    void givenFilters_whenPunchesComeIn_thenEachCallbackGetsWhatItWantsUnderIdsOfItsOwn() {
        setErp(new CallbackFilter(List.of("A"), List.of(PunchType.CheckOut)));

        punch("a-in", "A", PunchType.CheckIn);
        punch("a-out", "A", PunchType.CheckOut);
        punch("b-out", "B", PunchType.CheckOut);

        await().until(() ->
                stage.server().received().size() == 3 && erp.received().size() == 1);
        assertThat(ids(stage.server()))
                .containsExactlyInAnyOrder(OperationId.of("a-in"), OperationId.of("a-out"), OperationId.of("b-out"));
        assertThat(ids(erp)).containsExactly(toErp("a-out"));
        assertThat(toErp("a-out")).isNotEqualTo(OperationId.of("a-out"));
    }

    @Test
    void givenACallbackThatFails_whenPunchesComeIn_thenTheOtherGetsThemAndTheFirstAllOfThemLater() {
        setErp(CallbackFilter.ALL);
        erp.answer(request -> new Reply(500, ""));

        for (int i = 0; i < 20; i++) {
            stage.push().punch("A", "a" + i);
        }
        await().until(() -> stage.server().received().size() == 20);
        assertThat(stage.idsFor("A")).isEqualTo(PushStage.ids("a", 20));
        erp.answer(request -> Reply.DONE);

        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            expected.add(toErp("a" + i));
        }
        await().until(() -> ids(erp).containsAll(expected));
        assertThat(ids(erp).stream().distinct()).isEqualTo(expected);
        assertThat(stage.server().received()).hasSize(20);
    }

    @Test
    void givenPunchesThatWait_whenTheFilterChangesAndTheProcessStarts_thenEachWasChosenWhenItWasRecorded()
            throws IOException {
        setErp(only(PunchType.CheckIn));
        stage.push().say(new PauseCallback(ERP, "for the test", Instant.now()));
        List<String> expected = new ArrayList<>();
        expected.addAll(inAndOut("first", 100, PunchType.CheckIn));
        setErp(only(PunchType.CheckOut));
        expected.addAll(inAndOut("second", 100, PunchType.CheckOut));
        setErp(new CallbackFilter(List.of("B"), List.of()));
        inAndOut("third", 3, PunchType.CheckIn);
        await().until(() -> stage.server().received().size() == 406);

        stage.stopPush();
        stage.startPush();
        setErp(CallbackFilter.ALL);
        punch("last", "A", PunchType.MealIn);
        expected.add(toErp("last"));
        stage.push().say(new ResumeCallback(ERP, Instant.now()));

        await().until(() -> ids(erp).contains(toErp("last")));
        assertThat(ids(erp)).isEqualTo(expected);
    }

    @Test
    void givenCorrections_whenTheyComeIn_thenACallbackThatWantsThemGetsThemBehindTheirPunches() throws IOException {
        setErp(only(PunchType.CheckIn), CallbackFormat.CLOUDEVENTS, true);
        erp.answer(request -> new Reply(500, ""));
        PunchRecorded in = stage.push().punch(Punches.of("in", "A", PunchType.CheckIn));
        PunchRecorded out = stage.push().punch(Punches.of("out", "A", PunchType.CheckOut));
        stage.push().punch(Punches.correction("c-out", out, PunchType.CheckIn));
        stage.push().punch(Punches.correction("c-in", in, PunchType.CheckOut));
        stage.push().punch(Punches.of("last", "A", PunchType.CheckIn));
        await().until(() ->
                stage.server().received().size() == 3 && erp.received().size() > 1);

        stage.stopPush();
        stage.startPush();
        erp.answer(request -> Reply.DONE);

        await().until(() -> ids(erp).contains(toErp("last")));
        assertThat(ids(erp).stream().distinct()).containsExactly(toErp("in"), toErp("c-in"), toErp("last"));
        assertThat(ids(stage.server()))
                .containsExactly(OperationId.of("in"), OperationId.of("out"), OperationId.of("last"));
        assertThat(erp.received().getLast().body()).contains("punchgate.punch.recorded");
        assertThat(unsent("never")).isEmpty();
    }

    @Test
    void givenACorrectionThatWaits_whenTheCallbackIsSetToRealtime_thenItIsParkedUnsentAndOthersGoOn() {
        setErp(CallbackFilter.ALL, CallbackFormat.STANDARD_WEBHOOKS, true);
        stage.push().say(new PauseCallback(ERP, "for the test", Instant.now()));
        PunchRecorded in = stage.push().punch(Punches.of("in", "A", PunchType.CheckIn));
        stage.push().punch(Punches.correction("c-in", in, PunchType.CheckOut));
        punch("last", "A", PunchType.CheckIn);
        setErp(CallbackFilter.ALL);
        stage.push().say(new ResumeCallback(ERP, Instant.now()));

        await().until(() -> ids(erp).contains(toErp("last")) && unsent("parked").contains(DeliveryId.of("c-in", ERP)));
        assertThat(ids(erp)).containsExactly(toErp("in"), toErp("last"));

        setErp(CallbackFilter.ALL, CallbackFormat.STANDARD_WEBHOOKS, true);
        stage.push().say(new RequestRedelivery(ERP, new PunchRef("c-in", "A", 1), "somebody", Instant.now()));
        await().until(() -> ids(erp).contains(toErp("c-in")));
    }

    /** So many punches of each type; returns the ids of those of the wanted type. */
    private List<String> inAndOut(String prefix, int count, PunchType wanted) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            punch(prefix + "-in" + i, "A", PunchType.CheckIn);
            punch(prefix + "-out" + i, "A", PunchType.CheckOut);
            ids.add(toErp(prefix + (wanted == PunchType.CheckIn ? "-in" : "-out") + i));
        }
        return ids;
    }
}
