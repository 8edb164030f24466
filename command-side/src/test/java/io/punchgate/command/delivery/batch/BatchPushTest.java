package io.punchgate.command.delivery.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CallbackFilter;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.delivery.DeliveryCommand.PauseCallback;
import io.punchgate.api.delivery.DeliveryCommand.ResumeCallback;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.command.delivery.line.CustomerServer.Received;
import io.punchgate.command.delivery.line.CustomerServer.Reply;
import io.punchgate.command.delivery.line.PushHarness;
import io.punchgate.command.delivery.line.PushStage;
import io.punchgate.runtime.BesideOthers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks what reaches a customer's server whose callback takes batches. */
@BesideOthers
class BatchPushTest {

    private static final Duration MAX = PushStage.MAX;
    private static final Pattern EVENT_ID = Pattern.compile("\"specversion\":\"1.0\",\"id\":\"([a-z0-9]{12})\"");
    private static final CallbackId CALLBACK = CallbackId.ofDefault(PushHarness.ACME);
    private static final List<Integer> SHORTLY = List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    private static final int REJECTED_ATTEMPTS = 5;

    private final PushStage stage = new PushStage();

    @BeforeEach
    void takeBatches() {
        setCallback(null);
    }

    private void setCallback(@Nullable Integer perSecondMax) {
        stage.push()
                .setCallback(new CallbackSet(
                        CALLBACK,
                        new CallbackSettings(
                                stage.server().url(),
                                SHORTLY,
                                CallbackFormat.CLOUDEVENTS_BATCH,
                                perSecondMax,
                                CallbackFilter.ALL,
                                false),
                        Instant.now()));
    }

    @AfterEach
    void end() throws Exception {
        stage.close();
    }

    @Test
    void givenOnePunch_whenNoOtherComes_thenItIsSentAtOnceAsABatchOfOne() {
        stage.push().punch("A", "a0");
        await().atMost(MAX).until(() -> stage.deliveredAtOnce() == 1);
        assertThat(requests()).containsExactly(List.of(OperationId.of("a0")));
        assertThat(stage.server().received().getFirst().webhookId()).isEqualTo(OperationId.of("a0"));
    }

    @Test
    void givenPunchesOfManyDevicesWait_whenTheCallbackIsOpened_thenBatchesAreFullAndEachDeviceIsInOrder() {
        pause();
        record(30, 20);
        resume();
        await().atMost(MAX).until(() -> stage.deliveredAtOnce() == 600);
        assertThat(requests()).allSatisfy(ids -> assertThat(ids).hasSizeBetween(1, BatchJob.EVENTS_MAX));
        assertThat(requests()).hasSizeLessThanOrEqualTo(10);
        assertThat(firstTimes()).isEqualTo(expected(30, 20));
        assertThat(received()).hasSize(600).doesNotHaveDuplicates();
    }

    @Test
    void givenALongBacklogOfOneDevice_whenItIsSent_thenItsBatchesAreFull() {
        pause();
        record(1, 250);
        resume();
        await().atMost(MAX).until(() -> stage.deliveredAtOnce() == 250);
        assertThat(requests().stream().map(List::size)).containsExactly(100, 100, 50);
        assertThat(firstTimes()).isEqualTo(expected(1, 250));
    }

    @Test
    void givenOnePunchAmongAHundredIsRejected_whenSent_thenHalvingFindsItAndTheOthersAreDelivered() {
        String poison = OperationId.of("D33-1");
        stage.server().answer(request -> request.body().contains(poison) ? new Reply(422, "no") : Reply.DONE);
        pause();
        record(50, 2);
        resume();
        await().atMost(MAX)
                .until(() -> stage.deliveredAtOnce() == 99
                        && stage.push().said(DeliveryParked.class).size() == 1);
        assertThat(stage.push().said(DeliveryParked.class).getFirst().attempts())
                .isEqualTo(REJECTED_ATTEMPTS);
        // 1 + 2 for each of the 7 halvings, and the 4 attempts of the saga.
        assertThat(requests()).hasSizeLessThanOrEqualTo(1 + 2 * 7 + REJECTED_ATTEMPTS - 1);
        List<String> others =
                received().stream().filter(id -> !id.equals(poison)).distinct().toList();
        assertThat(others).hasSize(99);
        assertIdsOfBatches();
    }

    @Test
    void givenAPunchIsRejected_whenOthersOfItsDeviceAreInTheBatch_thenTheyWaitForIt() {
        String poison = OperationId.of("D0-3");
        stage.server().answer(request -> request.body().contains(poison) ? new Reply(400, "no") : Reply.DONE);
        pause();
        record(1, 10);
        resume();
        await().atMost(MAX)
                .until(() -> stage.deliveredAtOnce() == 9
                        && stage.push().said(DeliveryParked.class).size() == 1);
        List<List<String>> requests = requests();
        int parked = lastWith(requests, poison);
        for (int later = 4; later < 10; later++) {
            assertThat(lastWith(requests, OperationId.of("D0-" + later))).isGreaterThan(parked);
        }
    }

    @Test
    void givenTheServerFails_whenItIsWellAgain_thenAllArriveInOrderWithTheSameIds() {
        AtomicInteger failures = new AtomicInteger(2);
        Set<String> acknowledged = new HashSet<>();
        List<String> twice = new ArrayList<>();
        stage.server().answer(request -> {
            if (failures.getAndDecrement() > 0) {
                return new Reply(503, "busy");
            }
            synchronized (acknowledged) {
                ids(request).filter(id -> !acknowledged.add(id)).forEach(twice::add);
            }
            return Reply.DONE;
        });
        pause();
        record(20, 10);
        resume();
        await().atMost(MAX).until(() -> {
            resume();
            return stage.deliveredAtOnce()
                            + stage.push().said(PunchDeliveredLater.class).size()
                    == 200;
        });
        assertThat(firstTimes()).isEqualTo(expected(20, 10));
        assertThat(twice).isEmpty();
        assertThat(acknowledged).hasSize(200);
        assertIdsOfBatches();
    }

    @Test
    void givenAnAcknowledgementIsLost_whenTheEventsAreSentAgain_thenTheirIdsAreTheSame() {
        AtomicInteger lost = new AtomicInteger(1);
        stage.server().answer(request -> {
            if (lost.getAndDecrement() > 0) {
                throw new IllegalStateException("the connection ends without an answer");
            }
            return Reply.DONE;
        });
        pause();
        record(10, 5);
        resume();
        await().atMost(MAX).until(() -> settled() == 50);
        assertThat(firstTimes()).isEqualTo(expected(10, 5));
        assertThat(received()).hasSize(100).containsAll(requests().getFirst());
        assertThat(new HashSet<>(received())).hasSize(50);
        assertIdsOfBatches();
    }

    @Test
    void givenThePushEndsAmidABacklog_whenAnotherBegins_thenNothingIsLostAndEachDeviceIsInOrder() throws Exception {
        pause();
        record(20, 50);
        resume();
        await().atMost(MAX).until(() -> !stage.server().received().isEmpty());
        stage.stopPush();
        stage.startPush();
        await().atMost(MAX).until(() -> settled() == 1_000);
        assertThat(firstTimes()).isEqualTo(expected(20, 50));
    }

    private long settled() {
        return stage.deliveredAtOnce()
                + stage.push().said(PunchDeliveredLater.class).size();
    }

    @Test
    void givenALimitOfRequests_whenABatchIsHalved_thenTheHalvesKeepToIt() {
        setCallback(5);
        String poison = OperationId.of("D0-0");
        stage.server()
                .answer(request ->
                        request.body().contains(poison) && ids(request).count() > 1
                                ? new Reply(413, "large")
                                : Reply.DONE);
        pause();
        record(8, 1);
        resume();
        await().atMost(MAX).until(() -> stage.deliveredAtOnce() == 8);
        List<Received> received = stage.server().received();
        assertThat(received).hasSize(7);
        long nanos = received.getLast().nanos() - received.getFirst().nanos();
        assertThat(Duration.ofNanos(nanos)).isGreaterThan(Duration.ofMillis(900));
    }

    private void pause() {
        stage.push().say(new PauseCallback(CALLBACK, "by the operator", Instant.now()));
    }

    private void resume() {
        stage.push().say(new ResumeCallback(CALLBACK, Instant.now()));
    }

    /** So many punches of each device, turn by turn. */
    private void record(int devices, int each) {
        for (int punch = 0; punch < each; punch++) {
            for (int device = 0; device < devices; device++) {
                stage.push().punch("D" + device, "D" + device + "-" + punch);
            }
        }
    }

    private static Map<String, List<String>> expected(int devices, int each) {
        Map<String, List<String>> expected = new HashMap<>();
        for (int device = 0; device < devices; device++) {
            String sn = "D" + device;
            expected.put(
                    sn,
                    IntStream.range(0, each)
                            .mapToObj(punch -> OperationId.of(sn + "-" + punch))
                            .toList());
        }
        return expected;
    }

    /** The ids of each device's events in the order in which they came for the first time. */
    private Map<String, List<String>> firstTimes() {
        Map<String, List<String>> ids = new HashMap<>();
        Pattern source = Pattern.compile(EVENT_ID.pattern() + ",\"source\":\"/devices/([^\"]+)\"");
        Set<String> seen = new HashSet<>();
        for (Received request : stage.server().received()) {
            Matcher event = source.matcher(request.body());
            while (event.find()) {
                if (seen.add(event.group(1))) {
                    ids.computeIfAbsent(event.group(2), sn -> new ArrayList<>()).add(event.group(1));
                }
            }
        }
        return ids;
    }

    private List<List<String>> requests() {
        return stage.server().received().stream()
                .map(request -> ids(request).toList())
                .toList();
    }

    private List<String> received() {
        return requests().stream().flatMap(List::stream).toList();
    }

    private static Stream<String> ids(Received request) {
        return EVENT_ID.matcher(request.body()).results().map(found -> found.group(1));
    }

    private static int lastWith(List<List<String>> requests, String id) {
        return IntStream.range(0, requests.size())
                .filter(i -> requests.get(i).contains(id))
                .max()
                .orElseThrow();
    }

    /** Equal ids for equal events, and only for these. */
    private void assertIdsOfBatches() {
        Map<String, List<String>> events = new HashMap<>();
        Map<List<String>, String> ids = new HashMap<>();
        stage.server().received().forEach(request -> {
            List<String> batch = ids(request).toList();
            assertThat(events.computeIfAbsent(request.webhookId(), id -> batch)).isEqualTo(batch);
            assertThat(ids.computeIfAbsent(batch, b -> request.webhookId())).isEqualTo(request.webhookId());
        });
    }
}
