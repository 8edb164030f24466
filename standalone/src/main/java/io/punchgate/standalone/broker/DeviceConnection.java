package io.punchgate.standalone.broker;

import com.hivemq.extension.sdk.api.client.ClientContext;
import com.hivemq.extension.sdk.api.interceptor.suback.parameter.SubackOutboundInput;
import com.hivemq.extension.sdk.api.interceptor.suback.parameter.SubackOutboundOutput;
import com.hivemq.extension.sdk.api.interceptor.subscribe.parameter.SubscribeInboundInput;
import com.hivemq.extension.sdk.api.interceptor.subscribe.parameter.SubscribeInboundOutput;
import com.hivemq.extension.sdk.api.interceptor.unsubscribe.parameter.UnsubscribeInboundInput;
import com.hivemq.extension.sdk.api.interceptor.unsubscribe.parameter.UnsubscribeInboundOutput;
import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.packets.subscribe.SubackReasonCode;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import com.hivemq.extension.sdk.api.services.publish.Publish;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.mqtt.DeviceTopic;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** The connection of a device that has logged in: whether it is alive, and whether it listens for instructions. */
final class DeviceConnection {

    private final long number;
    private final Reporter session;
    private final Publications publications;
    private final String sn;
    private final String instructionTopic;
    private final BrokerGateway gateway;
    private final InstructionsOut.Waiting waiting;
    private final BrokerServices services;
    private final AtomicBoolean sentAgain = new AtomicBoolean();
    private volatile boolean listening;
    private CompletableFuture<Boolean> resumed = CompletableFuture.completedFuture(false);

    DeviceConnection(
            long number,
            Reporter session,
            Publications publications,
            BrokerGateway gateway,
            InstructionsOut.Waiting waiting,
            BrokerServices services) {
        this.number = number;
        this.session = session;
        this.publications = publications;
        this.sn = session.sn();
        this.instructionTopic = new DeviceTopic(sn, DeviceTopic.Channel.CMD).text();
        this.gateway = gateway;
        this.waiting = waiting;
        this.services = services;
    }

    long number() {
        return number;
    }

    Reporter session() {
        return session;
    }

    /** Completes once what the device published over it is stored, or refused. */
    CompletableFuture<?> settled() {
        return publications.settled();
    }

    boolean isListening() {
        return listening;
    }

    /** Watches the connection; {@code alive} runs whenever it is. */
    void register(ClientContext context, Runnable alive) {
        context.addPingReqInboundInterceptor((ping, output) -> alive.run());
        context.addSubscribeInboundInterceptor(DeviceConnection::subscribe);
        context.addSubackOutboundInterceptor(this::subscribed);
        context.addUnsubscribeInboundInterceptor(this::unsubscribe);
        // Nothing but instructions is published to devices.
        context.addPubackInboundInterceptor((acknowledgement, output) -> waiting.acknowledged());
    }

    /** If its session is an earlier one in which it subscribed, then it listens, and the broker sends again what it missed. */
    void resume() {
        resumed = services.subscriptions()
                .getSubscriptions(sn)
                .thenApply(all ->
                        all.stream().anyMatch(each -> each.getTopicFilter().equals(instructionTopic)));
        var unused = resumed.thenAccept(was -> {
            if (was) {
                listen();
            }
        });
    }

    /** Instructions come with QoS 1, whatever was asked for. */
    private static void subscribe(SubscribeInboundInput input, SubscribeInboundOutput output) {
        output.getSubscribePacket().getSubscriptions().forEach(each -> each.setQos(Qos.AT_LEAST_ONCE));
    }

    private void subscribed(SubackOutboundInput input, SubackOutboundOutput output) {
        if (input.getSubackPacket().getReasonCodes().contains(SubackReasonCode.GRANTED_QOS_1)) {
            var unused = resumed.thenAccept(this::subscribed);
        }
    }

    private void subscribed(boolean before) {
        if (!before && sentAgain.compareAndSet(false, true)) {
            for (byte[] instruction : waiting.all()) {
                var unused = send(instruction);
            }
        }
        listen();
    }

    private void listen() {
        listening = true;
        gateway.instructions().listening(session);
    }

    private void unsubscribe(UnsubscribeInboundInput input, UnsubscribeInboundOutput output) {
        if (input.getUnsubscribePacket().getTopicFilters().contains(instructionTopic)) {
            listening = false;
        }
    }

    /** Closes it, and its session. */
    void close() {
        var unused = publications.disconnect();
    }

    /** Completes once the broker has it. */
    CompletableFuture<Void> send(byte[] instruction) {
        Publish publish = Builders.publish()
                .topic(instructionTopic)
                .qos(Qos.AT_LEAST_ONCE)
                .payload(ByteBuffer.wrap(instruction))
                .build();
        return services.publisher().publishToClient(publish, sn).thenAccept(result -> {});
    }
}
