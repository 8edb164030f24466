package io.punchgate.standalone.broker;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;

/** What an MQTT 5 client is told that it can count on. */
final class Capabilities {

    /** Longest packet that is read, in bytes: longer than the gateway reads, so that it can refuse by itself. */
    static final int PACKET_BYTES_MAX = 1024 * 1024;

    private static final int NO = 0;

    private Capabilities() {}

    static MqttProperties of(Hello hello) {
        MqttProperties properties = new MqttProperties();
        if (hello.isFive()) {
            add(properties, MqttProperties.RECEIVE_MAXIMUM, Acknowledgements.WAITING_MAX);
            add(properties, MqttProperties.MAXIMUM_PACKET_SIZE, PACKET_BYTES_MAX);
            add(properties, MqttProperties.SESSION_EXPIRY_INTERVAL, (int)
                    hello.sessionExpiry().toSeconds());
            add(properties, MqttProperties.WILDCARD_SUBSCRIPTION_AVAILABLE, NO);
            add(properties, MqttProperties.SHARED_SUBSCRIPTION_AVAILABLE, NO);
            add(properties, MqttProperties.SUBSCRIPTION_IDENTIFIER_AVAILABLE, NO);
        }
        return properties;
    }

    private static void add(MqttProperties properties, int id, int value) {
        properties.add(new IntegerProperty(id, value));
    }
}
