package io.punchgate.standalone.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.MqttProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a client said when it connected.
 *
 * @param cleanStart whether an earlier session is to be forgotten
 * @param sessionExpiry how long its session outlives the connection
 * @param receiveMax how many commands it takes ahead of its acknowledgements
 * @param will what is published for it when the connection is lost, or null
 */
record Hello(
        int version,
        boolean cleanStart,
        Duration sessionExpiry,
        int receiveMax,
        int keepAliveSeconds,
        @Nullable LastWill will) {

    /** How long a session is kept at most. */
    static final Duration SESSION_EXPIRY_MAX = Duration.ofDays(1);
    /** Commands that are sent ahead of the acknowledgements, at most. */
    static final int RECEIVE_MAX = 20;

    private static final int MQTT_5 = 5;

    static Hello of(MqttConnectMessage connect) {
        var header = connect.variableHeader();
        boolean five = header.version() >= MQTT_5;
        int asked = number(header.properties(), MqttProperties.SESSION_EXPIRY_INTERVAL, 0);
        boolean persistent = !header.isCleanSession();
        Duration expiry = five ? seconds(asked) : persistent ? SESSION_EXPIRY_MAX : Duration.ZERO;
        int receiveMax = number(header.properties(), MqttProperties.RECEIVE_MAXIMUM, RECEIVE_MAX);
        return new Hello(
                header.version(),
                header.isCleanSession(),
                expiry.compareTo(SESSION_EXPIRY_MAX) < 0 ? expiry : SESSION_EXPIRY_MAX,
                Math.clamp(receiveMax, 1, RECEIVE_MAX),
                header.keepAliveTimeSeconds(),
                header.isWillFlag() ? will(connect) : null);
    }

    /** The password as text, or null. */
    static @Nullable String password(MqttConnectMessage connect) {
        byte @Nullable [] password = connect.payload().passwordInBytes();
        return password == null ? null : new String(password, UTF_8);
    }

    boolean isFive() {
        return version >= MQTT_5;
    }

    private static LastWill will(MqttConnectMessage connect) {
        byte @Nullable [] payload = connect.payload().willMessageInBytes();
        Duration delay = seconds(number(connect.payload().willProperties(), MqttProperties.WILL_DELAY_INTERVAL, 0));
        return new LastWill(connect.payload().willTopic(), payload == null ? new byte[0] : payload, delay);
    }

    /** Four-byte intervals are unsigned. */
    private static Duration seconds(int unsigned) {
        return Duration.ofSeconds(Integer.toUnsignedLong(unsigned));
    }

    private static int number(@Nullable MqttProperties properties, int id, int otherwise) {
        @Nullable MqttProperty<?> property = properties == null ? null : properties.getProperty(id);
        return property != null && property.value() instanceof Integer number ? number : otherwise;
    }
}
