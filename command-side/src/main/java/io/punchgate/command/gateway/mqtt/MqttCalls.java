package io.punchgate.command.gateway.mqtt;

import io.micrometer.core.instrument.MeterRegistry;
import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.Transport;
import io.punchgate.command.gateway.DecodedRow;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.RowPolicy;
import io.punchgate.command.gateway.RowStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes in what devices published; the broker has authenticated them and checked the topic. What comes back completes once
 * the message may be acknowledged, and not before: while the store is out of reach, it is tried again.
 */
@Component
public class MqttCalls {

    private static final Logger LOG = LoggerFactory.getLogger(MqttCalls.class);

    private static final int ROWS_AT_ONCE = 500;
    private static final int UNREADABLE_KEPT_EACH = 100;

    /** A broker has no way to tell a device that its subscription is over. */
    private static final RowPolicy ROWS = new RowPolicy(
            ROWS_AT_ONCE,
            RowPolicy.WithoutSubscription.KEEP_AS_REJECTED,
            UNREADABLE_KEPT_EACH,
            RowPolicy.Further.COUNTED);

    /** Keeps a message that can be stored in no other way, so that the broker may be told to forget it. */
    @FunctionalInterface
    interface Unstorable {

        /** Keeps what a device published, with the reason why it was not stored. Fails if the database is away. */
        void keep(String sn, byte[] payload, Throwable failure);
    }

    private final ReportInbox inbox;
    private final RowStore rows;
    private final Departures departures;
    private final InstructionPublisher instructions;
    private final StoreRetry retry;
    private final RefusedMessages refused;
    private final Clock clock;

    MqttCalls(
            ReportInbox inbox,
            RowStore rows,
            Departures departures,
            InstructionPublisher instructions,
            MqttThreads threads,
            Unstorable unstorable,
            Clock clock,
            MeterRegistry meters) {
        this.inbox = inbox;
        this.rows = rows;
        this.departures = departures;
        this.instructions = instructions;
        this.retry = new StoreRetry(threads.timer());
        this.refused = new RefusedMessages(inbox, unstorable, meters);
        this.clock = clock;
    }

    /**
     * Takes in one message of a broker that is not ours.
     *
     * @param retained whether the broker replays it rather than passing it on; what was said once is no sighting now
     */
    public CompletableFuture<Receipt> receive(String topicName, byte[] payload, boolean retained) {
        Optional<DeviceTopic> topic =
                DeviceTopic.parse(topicName).filter(of -> of.channel().isFromDevice());
        if (topic.isEmpty()) {
            LOG.warn("A message over MQTT came on a topic of no device");
            return CompletableFuture.completedFuture(Receipt.REFUSED);
        }
        DeviceTopic.Channel channel = topic.get().channel();
        if (retained && channel == DeviceTopic.Channel.ST) {
            return CompletableFuture.completedFuture(Receipt.KEPT);
        }
        Reporter from = new Reporter(topic.get().sn(), Credential.ESTABLISHED, Transport.MQTT);
        return read(from, channel, payload, online -> online ? came(from, payload) : left(from))
                .thenApply(reply -> refused.receipt(from, reply));
    }

    /**
     * Takes in one message of a session at our own broker, which it admitted to its own topics.
     *
     * @param earlier completes once what the session said before is stored, or refused
     */
    public CompletableFuture<Receipt> receive(
            Reporter session, DeviceTopic.Channel channel, byte[] payload, CompletableFuture<?> earlier) {
        return read(
                        session,
                        channel,
                        payload,
                        online -> online
                                ? retry.untilStored(
                                                () -> inbox.heartbeat(session),
                                                failure -> refused.kept(session, payload, failure))
                                        .thenApply(reply -> heard(session, reply))
                                : gone(session, earlier, () -> true))
                .thenApply(reply -> refused.receipt(session, reply));
    }

    /** The connection of a session at our own broker is alive, though it published nothing. Never fails. */
    public CompletableFuture<Receipt> alive(Reporter session) {
        return inbox.heartbeat(session)
                .exceptionally(failure -> {
                    LOG.debug("A sign of life over MQTT was not stored", failure);
                    return new DeviceReply.Seen(null);
                })
                .thenApply(reply -> refused.receipt(session, reply));
    }

    /**
     * The connection of a session at our own broker is lost, and was not replaced. That is so whatever became of its secret.
     *
     * @param earlier completes once what the session said before is stored, or refused
     * @param stillGone asked after that: false if the device is back
     */
    public void lost(String sn, CompletableFuture<?> earlier, BooleanSupplier stillGone) {
        var unused = gone(new Reporter(sn, Credential.ESTABLISHED, Transport.MQTT), earlier, stillGone);
    }

    private CompletableFuture<DeviceReply> gone(
            Reporter from, CompletableFuture<?> earlier, BooleanSupplier stillGone) {
        instructions.forget(from.sn());
        Instant now = clock.instant();
        boolean settled = earlier.isDone();
        return earlier.handle((done, failure) -> settled ? now : clock.instant())
                .thenCompose(at -> stillGone.getAsBoolean()
                        ? retry.untilStored(
                                () -> inbox.offline(from, at, null),
                                failure -> refused.kept(from, new byte[0], failure))
                        : CompletableFuture.completedFuture(new DeviceReply.Seen(null)));
    }

    private CompletableFuture<DeviceReply> read(
            Reporter from,
            DeviceTopic.Channel channel,
            byte[] payload,
            Function<Boolean, CompletableFuture<DeviceReply>> presence) {
        DevicePublication publication;
        try {
            publication = MqttReportDecoder.decode(channel, payload);
        } catch (InvalidReport e) {
            return retry.untilStored(
                    () -> refused.reject(from, payload, e.reason()), failure -> refused.kept(from, payload, failure));
        }
        return switch (publication) {
            case DevicePublication.Punches punches -> {
                departures.sign(from.sn());
                yield retry.untilStored(
                                () -> store(from, punches.rows()), failure -> refused.rejected(from, payload, failure))
                        .thenApply(reply -> heard(from, reply));
            }
            case DevicePublication.Presence said -> presence.apply(said.online());
            case DevicePublication.InstructionAnswer answer -> {
                departures.sign(from.sn());
                yield retry.untilStored(
                        () -> inbox.answerInstruction(from, answer.id(), answer.ok(), answer.result()),
                        failure -> refused.rejected(from, payload, failure));
            }
        };
    }

    private CompletableFuture<DeviceReply> store(Reporter from, List<DecodedRow> sent) {
        return sent.isEmpty() ? inbox.heartbeat(from) : rows.store(from, sent.iterator(), ROWS);
    }

    private CompletableFuture<DeviceReply> came(Reporter from, byte[] payload) {
        Instant at = departures.came(from.sn());
        instructions.forget(from.sn());
        return retry.untilStored(() -> inbox.online(from, at), failure -> refused.kept(from, payload, failure))
                .thenApply(reply -> heard(from, reply));
    }

    private CompletableFuture<DeviceReply> left(Reporter from) {
        instructions.forget(from.sn());
        departures.gone(from);
        return CompletableFuture.completedFuture(new DeviceReply.Seen(null));
    }

    private DeviceReply heard(Reporter from, DeviceReply reply) {
        instructions.heard(from, reply);
        return reply;
    }
}
