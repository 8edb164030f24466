package io.punchgate.standalone.broker;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.punchgate.command.gateway.mqtt.Receipt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a device publishes over one connection: handed on, and acknowledged once it is stored. */
final class Publications {

    private static final Logger LOG = LoggerFactory.getLogger(Publications.class);

    private final DeviceConnection connection;
    private final ChannelHandlerContext context;
    private final Gateway gateway;
    private final Acknowledgements acknowledgements;

    Publications(DeviceConnection connection, ChannelHandlerContext context, Gateway gateway) {
        this.connection = connection;
        this.context = context;
        this.gateway = gateway;
        this.acknowledgements = new Acknowledgements(context);
    }

    void receive(MqttPublishMessage packet) {
        String topic = packet.variableHeader().topicName();
        if (!gateway.access().mayPublish(connection.sn(), topic)) {
            refuse(packet);
            return;
        }
        Acknowledgements.Waiting waiting = acknowledgements.await(acknowledgement(packet, Packets.SUCCESS));
        var unused = gateway.messages()
                .receive(topic, ByteBufUtil.getBytes(packet.payload()), false)
                .whenComplete((receipt, failure) -> context.executor().execute(() -> {
                    if (receipt == Receipt.KEPT) {
                        acknowledgements.stored(waiting);
                    } else {
                        connection.close(Packets.NOT_AUTHORIZED);
                    }
                }));
    }

    /** MQTT 3.1.1 has no way to say it but closing. */
    private void refuse(MqttPublishMessage packet) {
        LOG.warn("{} published on a topic that is not its own", connection.sn());
        @Nullable MqttMessage refusal = acknowledgement(packet, Packets.NOT_AUTHORIZED);
        if (!connection.isFive()) {
            connection.close(Packets.NOT_AUTHORIZED);
        } else if (refusal != null) {
            acknowledgements.stored(acknowledgements.await(refusal));
        }
    }

    private static @Nullable MqttMessage acknowledgement(MqttPublishMessage packet, int reason) {
        int id = packet.variableHeader().packetId();
        return switch (packet.fixedHeader().qosLevel()) {
            case AT_LEAST_ONCE -> Packets.reply(MqttMessageType.PUBACK, id, reason);
            case EXACTLY_ONCE -> Packets.reply(MqttMessageType.PUBREC, id, reason);
            case AT_MOST_ONCE, FAILURE -> null;
        };
    }
}
