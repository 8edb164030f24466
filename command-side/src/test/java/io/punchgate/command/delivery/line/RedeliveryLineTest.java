package io.punchgate.command.delivery.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.CallbackReply;
import io.punchgate.api.delivery.DeliveryCommand.PauseCallback;
import io.punchgate.api.delivery.DeliveryCommand.RequestRedelivery;
import io.punchgate.api.delivery.DeliveryCommand.ResumeCallback;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.command.delivery.CustomerServer.Reply;
import io.punchgate.runtime.BesideOthers;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Punches that were delivered, and are requested again. */
@BesideOthers
class RedeliveryLineTest {

    private static final CallbackId CALLBACK = CallbackId.ofDefault(PushHarness.ACME);

    private final PushStage stage = new PushStage();

    @AfterEach
    void close() throws IOException {
        stage.close();
    }

    private void deliver(int punches) {
        for (int i = 0; i < punches; i++) {
            stage.push().punch("A", "a" + i);
            stage.push().punch("B", "b" + i);
        }
        await().until(() -> stage.deliveredAtOnce() == 2L * punches);
    }

    private void request(int punches) {
        List<PunchRef> all = new ArrayList<>(IntStream.range(0, punches)
                .boxed()
                .flatMap(i -> List.of(new PunchRef("a" + i, "A", i), new PunchRef("b" + i, "B", i)).stream())
                .toList());
        Collections.shuffle(all, new Random(7));
        await().until(() -> all.stream().noneMatch(stage.push()::isPending));
        all.forEach(punch -> assertThat(stage.push().say(new RequestRedelivery(CALLBACK, punch, "erp", Instant.now())))
                .isEqualTo(CallbackReply.DONE));
    }

    /** Requests them while nothing goes out. */
    private void requestPaused(int punches) {
        stage.push().say(new PauseCallback(CALLBACK, "for the test", Instant.now()));
        request(punches);
        await().until(() -> requested() == 2L * punches);
        stage.push().say(new ResumeCallback(CALLBACK, Instant.now()));
    }

    private long requested() {
        return JdbcClient.create(stage.database())
                .sql("select count(*) from command.push_unsent where status = 'requested'")
                .query(Long.class)
                .single();
    }

    private List<String> again(String sn, int first) {
        List<String> ids = stage.idsFor(sn);
        return ids.subList(Math.min(first, ids.size()), ids.size());
    }

    private long redelivered() {
        return stage.push().said(PunchDeliveredLater.class).size();
    }

    @Test
    void givenManyRequestsInAnyOrder_whenTheyGoOut_thenInTheOrderRecordedOfEachDevice() {
        deliver(150);
        requestPaused(150);

        await().until(() -> redelivered() == 300);
        assertThat(again("A", 150)).isEqualTo(PushStage.ids("a", 150));
        assertThat(again("B", 150)).isEqualTo(PushStage.ids("b", 150));
        await().until(() -> requested() == 0);
    }

    @Test
    void givenARedeliveryThatFails_whenPunchesComeIn_thenTheseGoOutAndTheRequestsBehindItWait() {
        deliver(3);
        stage.server()
                .answer(request -> request.webhookId().equals(OperationId.of("a0")) ? new Reply(500, "") : Reply.DONE);
        request(3);
        await().until(() -> again("B", 3).size() == 3 && !again("A", 3).isEmpty());

        stage.push().punch("A", "a3");
        await().until(() -> stage.idsFor("A").contains(OperationId.of("a3")));
        assertThat(again("A", 3)).containsOnly(OperationId.of("a0"), OperationId.of("a3"));

        stage.server().answer(request -> Reply.DONE);
        await().until(() -> redelivered() == 6);
        assertThat(again("A", 3).stream()
                        .filter(id -> !id.equals(OperationId.of("a3")))
                        .distinct())
                .containsExactlyElementsOf(PushStage.ids("a", 3));
    }

    @Test
    void givenARedeliveryThatIsRejected_whenItIsParked_thenThoseBehindItGoOn() {
        deliver(2);
        stage.server()
                .answer(request -> request.webhookId().equals(OperationId.of("a0")) ? new Reply(422, "") : Reply.DONE);
        stage.push().setCallback(stage.server().url(), List.of(0, 0, 0, 0));
        request(2);

        await().until(() -> stage.push().said(DeliveryParked.class).size() == 1 && redelivered() == 3);
        assertThat(again("A", 2))
                .containsExactly(
                        OperationId.of("a0"),
                        OperationId.of("a0"),
                        OperationId.of("a0"),
                        OperationId.of("a0"),
                        OperationId.of("a0"),
                        OperationId.of("a1"));
    }

    @Test
    void givenRequestsUnderWay_whenTheProcessStartsAnew_thenTheOthersGoOutInOrder() throws IOException {
        deliver(100);
        stage.server().answer(request -> {
            return request.webhookId().equals(OperationId.of("a40")) ? new Reply(500, "") : Reply.DONE;
        });
        requestPaused(100);
        await().until(() -> again("A", 100).contains(OperationId.of("a40")));
        stage.stopPush();
        stage.server().answer(request -> Reply.DONE);
        stage.startPush();

        await().until(() -> redelivered() == 200);
        assertThat(again("A", 100).stream().distinct()).containsExactlyElementsOf(PushStage.ids("a", 100));
        assertThat(again("B", 100)).isEqualTo(PushStage.ids("b", 100));
    }
}
