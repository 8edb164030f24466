package io.punchgate.command.gateway.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import io.punchgate.command.gateway.broker.BrokerAddress;
import io.punchgate.command.gateway.broker.BrokerConnection;
import io.punchgate.runtime.start.ShutdownOrder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.context.SmartLifecycle;

/**
 * Consumes what devices publish at an external broker, with a persistent session, so that the broker keeps what comes while
 * we are away. QoS 1 is acknowledged only once the message is stored.
 */
final class MqttConsumer implements SmartLifecycle, MqttLink {

    private static final Duration SESSION_EXPIRY = Duration.ofDays(7);
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final BrokerConnection.Topics FROM_DEVICES = new BrokerConnection.Topics(
            "devices",
            MqttQos.AT_LEAST_ONCE,
            Stream.of(DeviceTopic.Channel.values())
                    .filter(DeviceTopic.Channel::isFromDevice)
                    .map(DeviceTopic.Channel::filter)
                    .toList());

    private final BrokerConnection connection;
    private final ClientIdentity identity;

    MqttConsumer(BrokerAddress address, HookToken hookToken, ClientIdentity identity, MqttCalls messages) {
        this.connection = new BrokerConnection(
                address.orLogin(MqttAccess.OWN_USERNAME, hookToken.value()),
                FROM_DEVICES,
                new BoundedIntake(messages)::listenTo);
        this.identity = identity;
    }

    @Override
    public void start() {
        connection.open(
                identity.hold(),
                Mqtt5Connect.builder()
                        .cleanStart(false)
                        .sessionExpiryInterval(SESSION_EXPIRY.toSeconds())
                        .keepAlive(KEEP_ALIVE_SECONDS)
                        .build());
    }

    @Override
    public boolean isServing() {
        return connection.isServing();
    }

    /** The broker keeps it for a device that is away and has a session. */
    @Override
    public boolean reaches(String sn) {
        return connection.isServing();
    }

    @Override
    public CompletableFuture<Void> publish(String sn, byte[] instruction) {
        return connection.publish(
                new DeviceTopic(sn, DeviceTopic.Channel.CMD).text(), MqttQos.AT_LEAST_ONCE, instruction);
    }

    @Override
    public void stop() {
        connection.close();
        identity.close();
    }

    @Override
    public boolean isRunning() {
        return connection.isOpen();
    }

    @Override
    public int getPhase() {
        return ShutdownOrder.BROKERS.phase();
    }
}
