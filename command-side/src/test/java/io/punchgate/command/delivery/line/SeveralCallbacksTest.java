package io.punchgate.command.delivery.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CallbackFilter;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.delivery.DeliveryCommand.PauseCallback;
import io.punchgate.api.delivery.DeliveryCommand.RequestRedelivery;
import io.punchgate.api.delivery.DeliveryCommand.ResumeCallback;
import io.punchgate.api.delivery.DeliveryId;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.PunchType;
import io.punchgate.command.delivery.Punches;
import io.punchgate.command.delivery.line.CustomerServer.Received;
import io.punchgate.command.delivery.line.CustomerServer.Reply;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A customer with a callback for everything, {@code default}, and one of a name, {@code erp}, which has a server of its own. */
class SeveralCallbacksTest {

    private static final CallbackId ERP = new CallbackId(PushHarness.ACME, "erp");

    private final PushStage stage = new PushStage();
    private final CustomerServer erp = new CustomerServer();
    private final JdbcTemplate sql = new JdbcTemplate(stage.database());

    @AfterEach
    void close() throws IOException {
        stage.close();
        erp.close();
    }

    private void setErp(CallbackFilter filter) {
        CallbackSettings settings =
                new CallbackSettings(erp.url(), PushStage.SECONDS, CallbackFormat.REALTIME, null, filter, false);
        stage.push().setCallback(new CallbackSet(ERP, settings, Instant.now()));
    }

    private static CallbackFilter only(PunchType... types) {
        return new CallbackFilter(List.of(), List.of(types));
    }

    private void punch(String id, String sn, PunchType type) {
        stage.push().punch(Punches.of(id, sn, type));
    }

    private static List<String> ids(CustomerServer server) {
        return server.received().stream().map(Received::webhookId).toList();
    }

    private static String toErp(String punchId) {
        return OperationId.of(DeliveryId.of(punchId, ERP));
    }

    private long rows(String table) {
        return JdbcClient.create(stage.database())
                .sql("select count(*) from command." + table)
                .query(Long.class)
                .single();
    }

    private List<String> unsent(String status) {
        return sql.queryForList(
                "select delivery_id from command.push_unsent where status = ? order by sn, sequence",
                String.class,
                status);
    }

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
