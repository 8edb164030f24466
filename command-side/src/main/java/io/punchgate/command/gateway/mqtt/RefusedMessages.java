package io.punchgate.command.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.runtime.log.deadletter.RecordFault;
import io.punchgate.runtime.sql.StorableText;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps or drops messages that are refused, or cannot be stored in any usual way. */
final class RefusedMessages {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedMessages.class);

    /** More bytes than the inbox keeps characters of what could not be read. */
    private static final int RAW_BYTES_MAX = 16 * 1024;

    private final ReportInbox inbox;
    private final MqttCalls.Unstorable unstorable;
    private final MeterRegistry meters;

    RefusedMessages(ReportInbox inbox, MqttCalls.Unstorable unstorable, MeterRegistry meters) {
        this.inbox = inbox;
        this.unstorable = unstorable;
        this.meters = meters;
    }

    /** Keeps a message that cannot be read. */
    CompletableFuture<DeviceReply> reject(Reporter from, byte[] payload, String reason) {
        return inbox.reject(from, StorableText.of(new String(beginning(payload), UTF_8)), reason);
    }

    /** Keeps a message that could not be stored as a rejected record; where that cannot be stored either, aside. */
    CompletableFuture<DeviceReply> rejected(Reporter from, byte[] payload, Throwable failure) {
        String raw = StorableText.of(new String(beginning(payload), UTF_8));
        return inbox.reject(from, raw, "could not be stored: " + RecordFault.kind(failure))
                .exceptionallyCompose(again ->
                        RecordFault.is(again) ? kept(from, payload, again) : CompletableFuture.failedFuture(again));
    }

    /** Sets a message aside that could not be stored; on a thread of its own, for the caller's is one that all wait for. */
    CompletableFuture<DeviceReply> kept(Reporter from, byte[] payload, Throwable failure) {
        byte[] begun = beginning(payload);
        return CompletableFuture.supplyAsync(
                () -> {
                    unstorable.keep(from.sn(), begun, failure);
                    return new DeviceReply.Seen(null);
                },
                runnable -> Thread.startVirtualThread(runnable));
    }

    private static byte[] beginning(byte[] payload) {
        return payload.length > RAW_BYTES_MAX ? Arrays.copyOf(payload, RAW_BYTES_MAX) : payload;
    }

    /** The fate of a message that was answered so; a refusal is counted and told. */
    Receipt receipt(Reporter from, DeviceReply reply) {
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
