package io.punchgate.standalone.broker;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.mqtt.DeviceTopic;
import io.punchgate.command.gateway.mqtt.MqttCalls;
import io.punchgate.command.gateway.mqtt.Receipt;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands on what devices publish, of which only so much waits to be stored. */
final class PublicationIntake {

    /** Bytes that are being stored, of all devices. */
    static final long BYTES_MAX = 64L * 1024 * 1024;

    private static final int UNSETTLED_MAX = 100_000;
    private static final Duration SESSION_EXPIRY_MAX = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(PublicationIntake.class);

    private final MqttCalls messages;
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean closed;
    /**
     * QoS 2 messages that are not stored, or never will be. The broker remembers their packet ids beyond the connection, and
     * would answer one that comes again without asking.
     */
    private final Cache<Exchange, CompletableFuture<Receipt>> unsettled = Caffeine.newBuilder()
            .maximumSize(UNSETTLED_MAX)
            .expireAfterWrite(SESSION_EXPIRY_MAX)
            .build();

    /** A QoS 2 message on its way. */
    record Exchange(String sn, int packetId) {}

    PublicationIntake(MqttCalls messages) {
        this.messages = messages;
    }

    /** True if a message of that length may be taken in. */
    boolean hasRoom(int length) {
        return bytes.get() + length <= BYTES_MAX;
    }

    /** Completes once the message is stored, or refused; never if the process ends before. */
    CompletableFuture<Receipt> store(
            Reporter session, DeviceTopic.Channel channel, byte[] payload, CompletableFuture<?> earlier) {
        if (closed) {
            return new CompletableFuture<>();
        }
        bytes.addAndGet(payload.length);
        return received(session, channel, payload, earlier)
                .whenComplete((receipt, failure) -> bytes.addAndGet(-payload.length));
    }

    private CompletableFuture<Receipt> received(
            Reporter session, DeviceTopic.Channel channel, byte[] payload, CompletableFuture<?> earlier) {
        try {
            return messages.receive(session, channel, payload, earlier);
        } catch (RuntimeException e) {
            LOG.error("A message over MQTT was not taken in", e);
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Remembers that the message is on its way until it is stored. */
    void begin(Exchange exchange, CompletableFuture<Receipt> storing) {
        unsettled.put(exchange, storing);
        var unused = storing.thenAccept(receipt -> {
            if (receipt == Receipt.KEPT) {
                unsettled.asMap().remove(exchange, storing);
            }
        });
    }

    /** The fate of a message that came before. */
    CompletableFuture<Receipt> earlier(Exchange exchange) {
        @Nullable CompletableFuture<Receipt> storing = unsettled.getIfPresent(exchange);
        return storing == null ? CompletableFuture.completedFuture(Receipt.KEPT) : storing;
    }

    void close() {
        closed = true;
    }
}
