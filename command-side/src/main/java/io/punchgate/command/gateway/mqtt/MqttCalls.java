package io.punchgate.command.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.Transport;
import io.punchgate.command.gateway.DecodedRow;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.RowPolicy;
import io.punchgate.command.gateway.RowStore;
import io.punchgate.runtime.log.deadletter.RecordFault;
import io.punchgate.runtime.sql.StorableText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

    /** More bytes than the inbox keeps characters of what could not be read. */
    private static final int RAW_BYTES_MAX = 16 * 1024;

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
    private final Unstorable unstorable;
    private final MeterRegistry meters;

    MqttCalls(
            ReportInbox inbox,
            RowStore rows,
            Departures departures,
            InstructionPublisher instructions,
            MqttThreads threads,
            Unstorable unstorable,
            MeterRegistry meters) {
        this.inbox = inbox;
        this.rows = rows;
        this.departures = departures;
        this.instructions = instructions;
        this.retry = new StoreRetry(threads.timer());
        this.unstorable = unstorable;
        this.meters = meters;
    }

    /**
     * Takes in one message.
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
        if (retained && topic.get().channel() == DeviceTopic.Channel.ST) {
            return CompletableFuture.completedFuture(Receipt.KEPT);
        }
        Reporter from = new Reporter(topic.get().sn(), Credential.ESTABLISHED, Transport.MQTT);
        return read(from, topic.get().channel(), payload).thenApply(reply -> receipt(from, reply));
    }

    /** The connection of a device is alive, though it published nothing. */
    public void alive(String sn) {
        var unused = inbox.heartbeat(new Reporter(sn, Credential.ESTABLISHED, Transport.MQTT))
                .exceptionally(failure -> {
                    LOG.debug("A sign of life over MQTT was not stored", failure);
                    return new DeviceReply.Seen(null);
                });
    }

    private CompletableFuture<DeviceReply> read(Reporter from, DeviceTopic.Channel channel, byte[] payload) {
        DevicePublication publication;
        try {
            publication = MqttReportDecoder.decode(channel, payload);
        } catch (InvalidReport e) {
            String raw = new String(beginning(payload), UTF_8);
            return retry.untilStored(
                    () -> inbox.reject(from, StorableText.of(raw), e.reason()),
                    failure -> kept(from, payload, failure));
        }
        return switch (publication) {
            case DevicePublication.Punches punches -> {
                departures.sign(from.sn(), false);
                yield retry.untilStored(() -> store(from, punches.rows()), failure -> rejected(from, payload, failure))
                        .thenApply(reply -> heard(from, reply));
            }
            case DevicePublication.Presence presence -> presence(from, presence.online(), payload);
            case DevicePublication.InstructionAnswer answer -> {
                departures.sign(from.sn(), false);
                yield retry.untilStored(
                        () -> inbox.answerInstruction(from, answer.id(), answer.ok(), answer.result()),
                        failure -> rejected(from, payload, failure));
            }
        };
    }

    /** Keeps a message that could not be stored as a rejected record; where that cannot be stored either, aside. */
    private CompletableFuture<DeviceReply> rejected(Reporter from, byte[] payload, Throwable failure) {
        String raw = StorableText.of(new String(beginning(payload), UTF_8));
        return inbox.reject(from, raw, "could not be stored: " + RecordFault.kind(failure))
                .exceptionallyCompose(again ->
                        RecordFault.is(again) ? kept(from, payload, again) : CompletableFuture.failedFuture(again));
    }

    private CompletableFuture<DeviceReply> kept(Reporter from, byte[] payload, Throwable failure) {
        unstorable.keep(from.sn(), beginning(payload), failure);
        return CompletableFuture.completedFuture(new DeviceReply.Seen(null));
    }

    private static byte[] beginning(byte[] payload) {
        return payload.length > RAW_BYTES_MAX ? Arrays.copyOf(payload, RAW_BYTES_MAX) : payload;
    }

    private CompletableFuture<DeviceReply> store(Reporter from, List<DecodedRow> sent) {
        return sent.isEmpty() ? inbox.heartbeat(from) : rows.store(from, sent.iterator(), ROWS);
    }

    private CompletableFuture<DeviceReply> presence(Reporter from, boolean online, byte[] payload) {
        if (online) {
            departures.sign(from.sn(), true);
            instructions.forget(from.sn());
            return retry.untilStored(() -> inbox.heartbeat(from), failure -> kept(from, payload, failure))
                    .thenApply(reply -> heard(from, reply));
        }
        instructions.forget(from.sn());
        departures.gone(from);
        return CompletableFuture.completedFuture(new DeviceReply.Seen(null));
    }

    private DeviceReply heard(Reporter from, DeviceReply reply) {
        instructions.heard(from, reply);
        return reply;
    }

    private Receipt receipt(Reporter from, DeviceReply reply) {
        if (reply instanceof DeviceReply.Refused refused && refused.refusal() != Refusal.SUBSCRIPTION_INACTIVE) {
            meters.counter(
                            "punchgate.mqtt.refused",
                            "reason",
                            refused.refusal().name().toLowerCase(Locale.ROOT))
                    .increment();
            LOG.warn("A message over MQTT of {} is refused: {}", from.sn(), refused.refusal());
            return Receipt.REFUSED;
        }
        return Receipt.KEPT;
    }
}
