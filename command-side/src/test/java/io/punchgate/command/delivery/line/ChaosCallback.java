package io.punchgate.command.delivery.line;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CallbackFilter;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.delivery.DeliveryEvent;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryParked;
import io.punchgate.api.delivery.DeliveryEvent.PunchDeliveredLater;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.DeliveryId;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PushedEvent;
import io.punchgate.command.delivery.CustomerServer;
import io.punchgate.command.delivery.CustomerServer.Received;
import io.punchgate.command.delivery.CustomerServer.Reply;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** A callback with a server of its own, which answers as it likes and remembers what it was sent. */
record ChaosCallback(CallbackId id, CallbackFormat format, CustomerServer server, List<Sent> sent)
        implements AutoCloseable {

    private static final Pattern EVENT_ID = Pattern.compile("\"specversion\":\"1.0\",\"id\":\"([a-z0-9]{12})\"");

    /** A request with these operation ids. */
    record Sent(List<String> ids, boolean acknowledged) {}

    ChaosCallback(String name, CallbackFormat format) {
        this(new CallbackId(PushHarness.ACME, name), format, new CustomerServer(), new CopyOnWriteArrayList<>());
    }

    /** All but the format without corrections wants them. */
    CallbackSet set(List<Integer> schedule) {
        boolean corrections = format != CallbackFormat.REALTIME;
        return new CallbackSet(
                id,
                new CallbackSettings(server.url(), schedule, format, null, CallbackFilter.ALL, corrections),
                Instant.now());
    }

    void answerAtRandom(SplittableRandom random) {
        server.answer(request -> {
            int dice;
            synchronized (random) {
                dice = random.nextInt(100);
            }
            Reply reply = dice < 75
                    ? Reply.DONE
                    : dice < 87
                            ? new Reply(503, "busy")
                            : dice < 93
                                    ? new Reply(400, "no")
                                    : dice < 98 ? new Reply(200, "") : new Reply(410, "gone");
            return noted(request, reply);
        });
    }

    void answerDone() {
        server.answer(request -> noted(request, Reply.DONE));
    }

    private Reply noted(Received request, Reply reply) {
        List<String> ids = format == CallbackFormat.CLOUDEVENTS_BATCH
                ? EVENT_ID.matcher(request.body())
                        .results()
                        .map(found -> found.group(1))
                        .toList()
                : List.of(request.webhookId());
        boolean acknowledged =
                format == CallbackFormat.REALTIME ? reply.equals(Reply.DONE) : reply.status() == Reply.DONE.status();
        sent.add(new Sent(ids, acknowledged));
        return reply;
    }

    /** The operation ids of what it wants of a device. */
    List<String> expected(List<PushedEvent> ofDevice) {
        return ofDevice.stream()
                .filter(event -> event instanceof PunchRecorded || format != CallbackFormat.REALTIME)
                .map(event -> OperationId.of(DeliveryId.of(event.pushedId(), id)))
                .toList();
    }

    /** The ids of a device in the order in which they came for the first time. */
    List<String> firstTimes(List<PushedEvent> ofDevice) {
        Set<String> wanted = new HashSet<>(expected(ofDevice));
        return sent.stream()
                .flatMap(each -> each.ids().stream())
                .filter(wanted::contains)
                .distinct()
                .toList();
    }

    /** The ids of the punches and corrections that were delivered or parked. */
    Set<String> settled(PushHarness push) {
        Set<String> ids = new HashSet<>();
        for (DeliveryEvent event : push.said(id)) {
            switch (event) {
                case PunchesDelivered told ->
                    told.deliveries().forEach(each -> ids.add(each.punch().punchId()));
                case PunchDeliveredLater told -> ids.add(told.punchId());
                case DeliveryParked told -> ids.add(told.punchId());
                default -> {}
            }
        }
        return ids;
    }

    /** Requests that brought anything again that was acknowledged before. */
    long requestsAfterAcknowledgement() {
        Set<String> known = new HashSet<>();
        long repeats = 0;
        for (Sent each : sent) {
            repeats += each.ids().stream().anyMatch(known::contains) ? 1 : 0;
            if (each.acknowledged()) {
                known.addAll(each.ids());
            }
        }
        return repeats;
    }

    @Override
    public void close() {
        server.close();
    }
}
