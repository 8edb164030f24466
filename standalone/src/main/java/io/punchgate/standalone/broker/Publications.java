package io.punchgate.standalone.broker;

import com.hivemq.extension.sdk.api.async.Async;
import com.hivemq.extension.sdk.api.client.ClientContext;
import com.hivemq.extension.sdk.api.interceptor.puback.parameter.PubackOutboundInput;
import com.hivemq.extension.sdk.api.interceptor.puback.parameter.PubackOutboundOutput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.interceptor.pubrec.parameter.PubrecOutboundInput;
import com.hivemq.extension.sdk.api.interceptor.pubrec.parameter.PubrecOutboundOutput;
import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import com.hivemq.extension.sdk.api.services.session.ClientService;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.mqtt.DeviceTopic;
import io.punchgate.command.gateway.mqtt.MqttAccess;
import io.punchgate.command.gateway.mqtt.Receipt;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages that a device publishes over one connection. Each is handed to the inbox as it comes, in order, and its acknowledgement, not
 * the message, is held until it is stored: so messages that come one after the other are appended together.
 */
final class Publications {

    /** Messages of one connection that are being stored; MQTT 5 devices are told a lower number. */
    static final int WAITING_MAX = 1_000;

    /** At a time-out the broker would acknowledge, so there is none. */
    private static final Duration NO_TIMEOUT = Duration.ofDays(10_000);

    private static final Logger LOG = LoggerFactory.getLogger(Publications.class);

    private final Reporter session;
    private final String sn;
    private final MqttAccess access;
    private final PublicationIntake intake;
    private final ClientService clients;
    private final Map<Integer, CompletableFuture<Receipt>> storing = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile CompletableFuture<?> settled = CompletableFuture.completedFuture(null);

    Publications(Reporter session, MqttAccess access, PublicationIntake intake, ClientService clients) {
        this.session = session;
        this.sn = session.sn();
        this.access = access;
        this.intake = intake;
        this.clients = clients;
    }

    void register(ClientContext context) {
        context.addPublishInboundInterceptor(this::receive);
        context.addPubackOutboundInterceptor(this::acknowledge);
        context.addPubrecOutboundInterceptor(this::acknowledge);
    }

    private void receive(PublishInboundInput input, PublishInboundOutput output) {
        PublishPacket packet = input.getPublishPacket();
        Optional<DeviceTopic> topic = DeviceTopic.parse(packet.getTopic());
        if (topic.isEmpty() || !access.mayPublish(sn, packet.getTopic())) {
            LOG.warn("{} published on a topic that is not its own", sn);
            output.preventPublishDelivery(AckReasonCode.NOT_AUTHORIZED);
            return;
        }
        Retained.forget(output);
        byte[] payload = packet.getPayload().map(Publications::bytes).orElseGet(() -> new byte[0]);
        boolean room = waiting.get() < WAITING_MAX && intake.hasRoom(payload.length);
        CompletableFuture<Receipt> outcome = room ? store(topic.get().channel(), payload) : overrun();
        if (packet.getQos() != Qos.AT_MOST_ONCE) {
            storing.put(packet.getPacketId(), outcome);
        }
        if (packet.getQos() == Qos.EXACTLY_ONCE) {
            intake.begin(new PublicationIntake.Exchange(sn, packet.getPacketId()), outcome);
        }
    }

    private CompletableFuture<Receipt> store(DeviceTopic.Channel channel, byte[] payload) {
        waiting.incrementAndGet();
        CompletableFuture<?> earlier = settled;
        CompletableFuture<Receipt> outcome = intake.store(session, channel, payload, earlier);
        settled = earlier.isDone() ? outcome : CompletableFuture.allOf(earlier, outcome);
        var unused = outcome.whenComplete((receipt, failure) -> settled(receipt));
        return outcome;
    }

    /** Completes once all that came so far is stored, or refused. */
    CompletableFuture<?> settled() {
        return settled;
    }

    private void settled(@Nullable Receipt receipt) {
        waiting.decrementAndGet();
        if (receipt != Receipt.KEPT) {
            var unused = disconnect();
        }
    }

    private CompletableFuture<Receipt> overrun() {
        LOG.warn("{} publishes faster than it can be stored, and is disconnected", sn);
        var unused = disconnect();
        return CompletableFuture.completedFuture(Receipt.REFUSED);
    }

    private void acknowledge(PubackOutboundInput input, PubackOutboundOutput output) {
        if (isRefusal(input.getPubackPacket().getReasonCode())) {
            return;
        }
        @Nullable
        CompletableFuture<Receipt> outcome =
                storing.remove(input.getPubackPacket().getPacketIdentifier());
        if (outcome == null) {
            LOG.error("an acknowledgement for {} belongs to no message, and is not sent", sn);
            outcome = CompletableFuture.completedFuture(Receipt.REFUSED);
        }
        // Otherwise MQTT 5 devices are told that nobody has subscribed, which is nothing to them.
        output.getPubackPacket().setReasonCode(AckReasonCode.SUCCESS);
        hold(outcome, () -> output.async(NO_TIMEOUT));
    }

    private void acknowledge(PubrecOutboundInput input, PubrecOutboundOutput output) {
        if (isRefusal(input.getPubrecPacket().getReasonCode())) {
            return;
        }
        int packetId = input.getPubrecPacket().getPacketIdentifier();
        @Nullable CompletableFuture<Receipt> outcome = storing.remove(packetId);
        output.getPubrecPacket().setReasonCode(AckReasonCode.SUCCESS);
        hold(
                outcome == null ? intake.earlier(new PublicationIntake.Exchange(sn, packetId)) : outcome,
                () -> output.async(NO_TIMEOUT));
    }

    /**
     * Lets the acknowledgement go once the message is stored. Where it never will be, only a closed connection keeps it back:
     * the broker would send it in the end, and what the device says next, and its next login, wait for it.
     */
    private void hold(CompletableFuture<Receipt> outcome, Supplier<? extends Async<?>> start) {
        if (isKept(outcome)) {
            return;
        }
        Async<?> held = start.get();
        var unused = outcome.exceptionally(failure -> Receipt.REFUSED)
                .thenCompose(
                        receipt -> receipt == Receipt.KEPT ? CompletableFuture.completedFuture(true) : disconnect())
                .thenAccept(settled -> held.resume());
    }

    private static boolean isKept(CompletableFuture<Receipt> outcome) {
        return outcome.isDone() && !outcome.isCompletedExceptionally() && outcome.join() == Receipt.KEPT;
    }

    private static boolean isRefusal(AckReasonCode code) {
        return code != AckReasonCode.SUCCESS && code != AckReasonCode.NO_MATCHING_SUBSCRIBERS;
    }

    /** With its session, in which the broker would remember a QoS 2 message as received. It may be gone by itself. */
    CompletableFuture<Boolean> disconnect() {
        return clients.invalidateSession(sn).exceptionally(gone -> false);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
