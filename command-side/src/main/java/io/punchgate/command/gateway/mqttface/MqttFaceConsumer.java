package io.punchgate.command.gateway.mqttface;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.punchgate.command.gateway.broker.BrokerAddress;
import io.punchgate.command.gateway.broker.BrokerConnection;
import io.punchgate.command.gateway.json.StrictJson;
import io.punchgate.runtime.start.ShutdownOrder;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.springframework.context.SmartLifecycle;

/**
 * Consumes what face terminals publish at an external broker. They publish with QoS 0 and send again what is not acknowledged
 * to them, so the broker has to keep nothing for us while we are away.
 */
final class MqttFaceConsumer implements SmartLifecycle {

    /** Bytes of a message, its picture included; the broker drops larger ones. */
    static final int MESSAGE_BYTES_MAX = 2 * 1024 * 1024;
    /** Messages that are worked on at a time; more are dropped, and come again. */
    static final int IN_FLIGHT_MAX = 64;

    private static final BrokerConnection.Topics FROM_TERMINALS = new BrokerConnection.Topics(
            "face terminals",
            MqttQos.AT_MOST_ONCE,
            List.of("mqtt/face/+/Rec", "mqtt/face/basic", "mqtt/face/heartbeat"));

    private final BrokerConnection connection;
    private final MqttFaceCalls calls;
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT_MAX);

    MqttFaceConsumer(BrokerAddress address, MqttFaceCalls calls) {
        this.connection = new BrokerConnection(
                address, FROM_TERMINALS, client -> client.publishes(MqttGlobalPublishFilter.ALL, this::receive));
        this.calls = calls;
    }

    @Override
    public void start() {
        connection.open(
                null,
                Mqtt5Connect.builder()
                        .restrictions()
                        .maximumPacketSize(MESSAGE_BYTES_MAX)
                        .applyRestrictions()
                        .build());
    }

    private void receive(Mqtt5Publish publish) {
        if (publish.isRetain() || !inFlight.tryAcquire()) {
            return;
        }
        var unused = calls.receive(publish.getTopic().toString(), publish.getPayloadAsBytes())
                .whenComplete((answer, failure) -> {
                    inFlight.release();
                    if (answer != null) {
                        answer.ifPresent(this::publish);
                    }
                });
    }

    private void publish(FaceAnswer answer) {
        var unused = connection.publish(answer.topic(), MqttQos.AT_MOST_ONCE, StrictJson.write(answer.message()));
    }

    /** True while it hears what is published. */
    boolean isServing() {
        return connection.isServing();
    }

    @Override
    public void stop() {
        connection.close();
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
