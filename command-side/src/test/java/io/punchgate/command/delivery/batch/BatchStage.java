package io.punchgate.command.delivery.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CallbackFilter;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.delivery.DeliveryCommand.PauseCallback;
import io.punchgate.api.delivery.DeliveryCommand.ResumeCallback;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.command.delivery.CustomerServer;
import io.punchgate.command.delivery.CustomerServer.Received;
import io.punchgate.command.delivery.line.PushHarness;
import io.punchgate.command.delivery.line.PushStage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A customer's server whose callback takes batches, and a push to it. */
final class BatchStage implements AutoCloseable {

    private static final Pattern EVENT_ID = Pattern.compile("\"specversion\":\"1.0\",\"id\":\"([a-z0-9]{12})\"");
    private static final CallbackId CALLBACK = CallbackId.ofDefault(PushHarness.ACME);
    private static final List<Integer> SHORTLY = List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private final PushStage stage = new PushStage();

    BatchStage() {
        setCallback(null);
    }

    void setCallback(@Nullable Integer perSecondMax) {
        push().setCallback(new CallbackSet(
                CALLBACK,
                new CallbackSettings(
                        server().url(),
                        SHORTLY,
                        CallbackFormat.CLOUDEVENTS_BATCH,
                        perSecondMax,
                        CallbackFilter.ALL,
                        false),
                Instant.now()));
    }

    PushHarness push() {
        return stage.push();
    }

    CustomerServer server() {
        return stage.server();
    }

    void restartPush() throws IOException {
        stage.stopPush();
        stage.startPush();
    }

    long deliveredAtOnce() {
        return stage.deliveredAtOnce();
    }

    @Override
    public void close() throws IOException {
        stage.close();
    }

    long settled() {
        return stage.deliveredAtOnce()
                + stage.push().said(PunchDeliveredLater.class).size();
    }

    void pause() {
        stage.push().say(new PauseCallback(CALLBACK, "by the operator", Instant.now()));
    }

    void resume() {
        stage.push().say(new ResumeCallback(CALLBACK, Instant.now()));
    }

    /** So many punches of each device, turn by turn. */
    void record(int devices, int each) {
        for (int punch = 0; punch < each; punch++) {
            for (int device = 0; device < devices; device++) {
                stage.push().punch("D" + device, "D" + device + "-" + punch);
            }
        }
    }

    static Map<String, List<String>> expected(int devices, int each) {
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
    Map<String, List<String>> firstTimes() {
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

    List<List<String>> requests() {
        return stage.server().received().stream()
                .map(request -> ids(request).toList())
                .toList();
    }

    List<String> received() {
        return requests().stream().flatMap(List::stream).toList();
    }

    static Stream<String> ids(Received request) {
        return EVENT_ID.matcher(request.body()).results().map(found -> found.group(1));
    }

    static int lastWith(List<List<String>> requests, String id) {
        return IntStream.range(0, requests.size())
                .filter(i -> requests.get(i).contains(id))
                .max()
                .orElseThrow();
    }

    /** Equal ids for equal events, and only for these. */
    void assertIdsOfBatches() {
        Map<String, List<String>> events = new HashMap<>();
        Map<List<String>, String> ids = new HashMap<>();
        stage.server().received().forEach(request -> {
            List<String> batch = ids(request).toList();
            assertThat(events.computeIfAbsent(request.webhookId(), id -> batch)).isEqualTo(batch);
            assertThat(ids.computeIfAbsent(batch, b -> request.webhookId())).isEqualTo(request.webhookId());
        });
    }
}
