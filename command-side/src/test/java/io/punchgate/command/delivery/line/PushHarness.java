package io.punchgate.command.delivery.line;

import io.punchgate.api.CallbackId;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.CallbackFilter;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerEvent.CallbackRemoved;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.CustomerEvent.PersonErased;
import io.punchgate.api.customer.CustomerEvent.SigningSecretIssued;
import io.punchgate.api.deadletter.SetAsideEvent;
import io.punchgate.api.delivery.CallbackReply;
import io.punchgate.api.delivery.DeliveryCommand;
import io.punchgate.api.delivery.DeliveryEvent;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.DeviceEvent.CallbackTokenRotated;
import io.punchgate.api.device.DeviceEvent.DeviceChanged;
import io.punchgate.api.device.DeviceEvent.DeviceRegistered;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.PushedEvent;
import io.punchgate.command.delivery.CutCable;
import io.punchgate.command.delivery.Punches;
import io.punchgate.command.delivery.RealLane;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * The push as one node runs it, without Spring: an event store in memory that outlives it, and a real database. Closing
 * it without {@link #stop} is a crash, but for the threads that a crash would end too.
 */
public final class PushHarness implements AutoCloseable {

    public static final String ACME = "acme";

    private final PushWiring wiring;
    private final @Nullable RealLane lane;

    PushHarness(DataSource dataSource, EventStorageEngine log) {
        this(dataSource, log, Clock.systemUTC());
    }

    PushHarness(DataSource dataSource, EventStorageEngine log, Clock clock) {
        wiring = new PushWiring(dataSource, log, null, clock);
        lane = null;
        wiring.start();
    }

    /** A push on the log in PostgreSQL. */
    PushHarness(DataSource dataSource, RealLane lane) {
        wiring = new PushWiring(dataSource, lane.engine(), lane, Clock.systemUTC());
        this.lane = lane;
        wiring.start();
    }

    /** Tells whether this is the one that pushes. */
    boolean hasClaim() {
        return wiring.claim.isHeld();
    }

    public void setCallback(String url, List<Integer> schedule) {
        CallbackSettings settings =
                new CallbackSettings(url, schedule, CallbackFormat.REALTIME, null, CallbackFilter.ALL, false);
        setCallback(new CallbackSet(CallbackId.ofDefault(ACME), settings, Instant.now()));
    }

    public void setCallback(CallbackSet set) {
        publish(Streams.customer(ACME), nextSequence(Streams.customer(ACME)), set);
    }

    void removeCallback(CallbackId callback) {
        publish(
                Streams.customer(ACME),
                nextSequence(Streams.customer(ACME)),
                new CallbackRemoved(callback, Instant.now()));
    }

    /** The person is erased, as its event tells. */
    public void erase(UUID person) {
        String stream = Streams.customer(ACME);
        publish(
                stream,
                nextSequence(stream),
                new PersonErased(ACME, "erasure of " + person, List.of(person), "k1", Instant.now()));
    }

    /** Has pushes signed with a new secret; the one before signs along until then. */
    void rotateSecret(String secretId, Instant previousUntil) {
        String stream = Streams.customer(ACME);
        publish(
                stream,
                nextSequence(stream),
                new SigningSecretIssued(CallbackId.ofDefault(ACME), secretId, previousUntil, Instant.now()));
    }

    public PunchRecorded punch(String sn, String punchId) {
        return punch(Punches.of(punchId, sn));
    }

    public <E extends PushedEvent> E punch(E event) {
        String stream = Streams.device(event.sn());
        publish(stream, nextSequence(stream), event);
        return event;
    }

    void register(String sn, String customerId, String callbackTokenId) {
        DeviceSettings settings = settings(customerId);
        String stream = Streams.device(sn);
        publish(
                stream,
                nextSequence(stream),
                new DeviceRegistered(sn, customerId, settings, "hash", callbackTokenId, "hash", Instant.now()));
    }

    void changeHands(String sn, String customerId, String callbackTokenId) {
        String stream = Streams.device(sn);
        publish(stream, nextSequence(stream), new DeviceChanged(sn, customerId, settings(customerId), Instant.now()));
        publish(stream, nextSequence(stream), new CallbackTokenRotated(sn, customerId, callbackTokenId, Instant.now()));
    }

    private static DeviceSettings settings(String customerId) {
        return new DeviceSettings(
                customerId,
                "Gate",
                "UTC",
                "ST-1",
                null,
                Map.of(),
                Map.of(),
                PunchType.CheckIn,
                60,
                180,
                Map.of(),
                true);
    }

    public CallbackReply say(DeliveryCommand command) {
        return wiring.axon.commandGateway().sendAndWait(command);
    }

    /** The events that the push could not take. */
    List<SetAsideEvent> setAside() {
        return wiring.deadLetters.list(0, 100);
    }

    void retry(SetAsideEvent event) {
        var unused = wiring.deadLetters.retry(Long.parseLong(event.id()));
    }

    boolean isPending(PunchRef punch) {
        return wiring.retries.isPending(CallbackId.ofDefault(ACME), punch);
    }

    /** As {@code kill -9} would: no outcome is stored, nothing is given back. */
    void kill(CutCable cable) throws IOException {
        cable.cut();
        wiring.breakOff();
    }

    /** The events of the default callback's aggregate so far, oldest first. */
    List<DeliveryEvent> said() {
        return said(CallbackId.ofDefault(ACME));
    }

    /** The events of a callback's aggregate so far, oldest first. */
    List<DeliveryEvent> said(CallbackId callback) {
        return wiring.axon
                .eventStore()
                .readEvents(Streams.callback(callback))
                .asStream()
                .map(event -> (DeliveryEvent) event.getPayload())
                .toList();
    }

    public <E extends DeliveryEvent> List<E> said(Class<E> type) {
        return said().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private long nextSequence(String stream) {
        return wiring.axon.eventStore().lastSequenceNumberFor(stream).orElse(-1L) + 1;
    }

    private void publish(String stream, long sequence, Object payload) {
        var event = new GenericDomainEventMessage<>("test", stream, sequence, payload);
        if (lane == null) {
            wiring.axon.eventStore().publish(event);
        } else {
            lane.append(List.of(event));
        }
    }

    void stop() {
        wiring.stop();
    }

    @Override
    public void close() throws IOException {
        wiring.close();
    }
}
