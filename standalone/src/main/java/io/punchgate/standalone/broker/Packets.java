package io.punchgate.standalone.broker;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnAckVariableHeader;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckPayload;
import java.util.List;

/** The packets that the broker sends. Reason codes and properties are of MQTT 5; the codec leaves them out for 3.1.1. */
final class Packets {

    /** MQTT 5 reason codes. */
    static final int SUCCESS = 0x00;

    static final int DISCONNECT_WITH_WILL = 0x04;
    static final int NOT_AUTHORIZED = 0x87;
    static final int SERVER_SHUTTING_DOWN = 0x8B;
    static final int SESSION_TAKEN_OVER = 0x8E;
    /** MQTT 3.1.1: a subscription is refused. */
    static final int SUBSCRIPTION_FAILED = 0x80;

    private Packets() {}

    static MqttMessage connAck(MqttConnectReturnCode code, boolean sessionPresent, MqttProperties properties) {
        return new MqttConnAckMessage(
                fixed(MqttMessageType.CONNACK, MqttQoS.AT_MOST_ONCE),
                new MqttConnAckVariableHeader(code, sessionPresent, properties));
    }

    /** PUBACK, PUBREC or PUBCOMP. */
    static MqttMessage reply(MqttMessageType type, int packetId, int reason) {
        return new MqttMessage(
                fixed(type, MqttQoS.AT_MOST_ONCE),
                new MqttPubReplyMessageVariableHeader(packetId, (byte) reason, MqttProperties.NO_PROPERTIES));
    }

    static MqttMessage subAck(int packetId, List<Integer> reasons) {
        return new MqttSubAckMessage(
                fixed(MqttMessageType.SUBACK, MqttQoS.AT_MOST_ONCE), header(packetId), new MqttSubAckPayload(reasons));
    }

    static MqttMessage unsubAck(int packetId, List<Short> reasons) {
        return new MqttUnsubAckMessage(
                fixed(MqttMessageType.UNSUBACK, MqttQoS.AT_MOST_ONCE),
                header(packetId),
                new MqttUnsubAckPayload(reasons));
    }

    static MqttMessage publish(String topic, int packetId, byte[] payload, boolean again) {
        return new MqttPublishMessage(
                new MqttFixedHeader(MqttMessageType.PUBLISH, again, MqttQoS.AT_LEAST_ONCE, false, 0),
                new MqttPublishVariableHeader(topic, packetId),
                Unpooled.wrappedBuffer(payload));
    }

    /** Only MQTT 5 servers send it. */
    static MqttMessage disconnect(int reason) {
        return new MqttMessage(
                fixed(MqttMessageType.DISCONNECT, MqttQoS.AT_MOST_ONCE),
                new MqttReasonCodeAndPropertiesVariableHeader((byte) reason, MqttProperties.NO_PROPERTIES));
    }

    private static MqttMessageIdAndPropertiesVariableHeader header(int packetId) {
        return new MqttMessageIdAndPropertiesVariableHeader(packetId, MqttProperties.NO_PROPERTIES);
    }

    private static MqttFixedHeader fixed(MqttMessageType type, MqttQoS qos) {
        return new MqttFixedHeader(type, false, qos, false, 0);
    }
}
