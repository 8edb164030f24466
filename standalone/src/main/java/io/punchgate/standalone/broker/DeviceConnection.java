package io.punchgate.standalone.broker;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.timeout.IdleStateEvent;
import io.punchgate.command.gateway.mqtt.DeviceTopic;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection of a device that has logged in. Runs on its event loop, save where told otherwise. */
final class DeviceConnection extends SimpleChannelInboundHandler<MqttMessage> {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceConnection.class);

    private final String sn;
    private final Hello hello;
    private final Gateway gateway;
    private final Sessions sessions;
    private final Session session;
    private volatile @Nullable ChannelHandlerContext context;
    private @Nullable Publications publications;
    private boolean saidGoodbye;

    DeviceConnection(String sn, Hello hello, Gateway gateway, Sessions sessions) {
        this.sn = sn;
        this.hello = hello;
        this.gateway = gateway;
        this.sessions = sessions;
        this.session = sessions.of(sn);
    }

    /** Replaces the device's earlier connection, which is not the device going away: its last will is not published. */
    void open(ChannelHandlerContext opened) {
        context = opened;
        publications = new Publications(this, opened, gateway);
        @Nullable DeviceConnection before = session.connect(this);
        if (before != null) {
            before.close(Packets.SESSION_TAKEN_OVER);
            session.keepUntil(sessions.after(before.hello.sessionExpiry()));
        }
        boolean present = session.resume(hello.cleanStart(), sessions.now());
        Wire.send(opened, Packets.connAck(MqttConnectReturnCode.CONNECTION_ACCEPTED, present, Capabilities.of(hello)));
        session.answered();
        if (present) {
            gateway.commands().listening(sn);
        }
    }

    String sn() {
        return sn;
    }

    /** Whether it is MQTT 5, where a refusal can be told. */
    boolean isFive() {
        return hello.isFive();
    }

    int receiveMax() {
        return hello.receiveMax();
    }

    /** From any thread. */
    void sendCommand(int packetId, byte[] command, boolean again) {
        ChannelHandlerContext to = Objects.requireNonNull(context);
        String topic = new DeviceTopic(sn, DeviceTopic.Channel.CMD).text();
        Wire.send(to, Packets.publish(topic, packetId, command, again));
    }

    /** From any thread. */
    void close(int reason) {
        ChannelHandlerContext closing = Objects.requireNonNull(context);
        if (hello.isFive()) {
            Wire.sendAndClose(closing, Packets.disconnect(reason));
        } else {
            Wire.close(closing);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext from, MqttMessage packet) {
        if (packet.decoderResult().isFailure()) {
            LOG.debug(
                    "a packet of {} cannot be read", sn, packet.decoderResult().cause());
            Wire.close(from);
            return;
        }
        switch (packet.fixedHeader().messageType()) {
            case PUBLISH -> Objects.requireNonNull(publications).receive((MqttPublishMessage) packet);
            case PUBREL -> send(Packets.reply(MqttMessageType.PUBCOMP, packetId(packet), Packets.SUCCESS));
            case PUBACK -> session.acknowledged(packetId(packet));
            case SUBSCRIBE -> subscribe((MqttSubscribeMessage) packet);
            case UNSUBSCRIBE -> unsubscribe((MqttUnsubscribeMessage) packet);
            case PINGREQ -> ping();
            case DISCONNECT -> goodbye(packet);
            default -> Wire.close(from);
        }
    }

    private void subscribe(MqttSubscribeMessage packet) {
        List<Boolean> allowed = packet.payload().topicSubscriptions().stream()
                .map(each -> gateway.access().maySubscribe(sn, each.topicFilter()))
                .toList();
        int refused = hello.isFive() ? Packets.NOT_AUTHORIZED : Packets.SUBSCRIPTION_FAILED;
        send(Packets.subAck(
                packet.variableHeader().messageId(),
                allowed.stream().map(own -> own ? 1 : refused).toList()));
        if (allowed.contains(true)) {
            session.listen(true);
            gateway.commands().listening(sn);
        }
    }

    private void unsubscribe(MqttUnsubscribeMessage packet) {
        if (packet.payload().topics().stream()
                .anyMatch(filter -> gateway.access().maySubscribe(sn, filter))) {
            session.listen(false);
        }
        List<Short> reasons = packet.payload().topics().stream()
                .map(filter -> (short) Packets.SUCCESS)
                .toList();
        send(Packets.unsubAck(packet.variableHeader().messageId(), reasons));
    }

    private void ping() {
        gateway.messages().alive(sn);
        send(MqttMessage.PINGRESP);
    }

    private void goodbye(MqttMessage packet) {
        saidGoodbye = !(packet.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header
                && header.reasonCode() == Packets.DISCONNECT_WITH_WILL);
        Wire.close(Objects.requireNonNull(context));
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        boolean replaced = !session.disconnect(this, sessions.after(hello.sessionExpiry()));
        @Nullable LastWill will = hello.will();
        if (will != null && !replaced && !saidGoodbye && !sessions.isClosing()) {
            Duration delay = will.delay().compareTo(hello.sessionExpiry()) < 0 ? will.delay() : hello.sessionExpiry();
            var unused = from.executor().schedule(() -> publish(will), delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void publish(LastWill will) {
        if (!session.isConnected()) {
            var unused = gateway.messages().receive(will.topic(), will.payload(), false);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext from, Object event) {
        if (event instanceof IdleStateEvent) {
            Wire.close(from);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        LOG.debug("the connection of {} failed", sn, cause);
        Wire.close(from);
    }

    private void send(MqttMessage packet) {
        Wire.send(Objects.requireNonNull(context), packet);
    }

    private static int packetId(MqttMessage packet) {
        return ((MqttMessageIdVariableHeader) packet.variableHeader()).messageId();
    }
}
