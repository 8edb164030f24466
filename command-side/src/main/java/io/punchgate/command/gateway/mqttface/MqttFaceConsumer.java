package io.punchgate.command.gateway.mqttface;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import io.punchgate.command.gateway.json.StrictJson;
import io.punchgate.runtime.start.ShutdownOrder;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Consumes what face terminals publish, through shared subscriptions, so that instances share the work. Terminals publish with
 * QoS 0 and send again what is not acknowledged to them, so nothing has to be kept for us while we are away.
 */
final class MqttFaceConsumer implements SmartLifecycle {

    /** Bytes of a message, its picture included; the broker drops larger ones. */
    static final int MESSAGE_BYTES_MAX = 2 * 1024 * 1024;
    /** Messages that are worked on at a time; more are dropped, and come again. */
    static final int IN_FLIGHT_MAX = 64;

    private static final Duration RECONNECT_AFTER = Duration.ofSeconds(1);
    private static final Duration RECONNECT_AFTER_MAX = Duration.ofSeconds(15);
    private static final Duration GOODBYE_WAIT_MAX = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(MqttFaceConsumer.class);

    private final FaceBroker broker;
    private final MqttFaceCalls calls;
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT_MAX);
    private volatile @Nullable Mqtt5AsyncClient client;
    private volatile boolean subscribed;

    MqttFaceConsumer(FaceBroker broker, MqttFaceCalls calls) {
        this.broker = broker;
        this.calls = calls;
    }

    @Override
    public void start() {
        Mqtt5AsyncClient started = broker.client()
                .automaticReconnect()
                .initialDelay(RECONNECT_AFTER.toMillis(), TimeUnit.MILLISECONDS)
                .maxDelay(RECONNECT_AFTER_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .applyAutomaticReconnect()
                .addConnectedListener(connected -> subscribe())
                .addDisconnectedListener(this::disconnected)
                .buildAsync();
        client = started;
        started.publishes(MqttGlobalPublishFilter.ALL, this::receive);
        var unused = started.connectWith()
                .restrictions()
                .maximumPacketSize(MESSAGE_BYTES_MAX)
                .applyRestrictions()
                .send();
    }

    private void subscribe() {
        @Nullable Mqtt5AsyncClient now = client;
        if (now == null) {
            return;
        }
        var subscriptions = Stream.of("mqtt/face/+/Rec", "mqtt/face/basic", "mqtt/face/heartbeat")
                .map(filter -> Mqtt5Subscription.builder()
                        .topicFilter("$share/punchgate/" + filter)
                        .qos(MqttQos.AT_MOST_ONCE)
                        .build());
        var unused = now.subscribeWith()
                .addSubscriptions(subscriptions)
                .send()
                .whenComplete((acknowledged, failure) -> {
                    subscribed = failure == null;
                    if (failure == null) {
                        LOG.info("consumes what face terminals publish at {}", broker);
                    } else {
                        LOG.error("the broker at {} refuses the subscriptions: {}", broker, failure.toString());
                    }
                });
    }

    private void disconnected(MqttClientDisconnectedContext context) {
        subscribed = false;
        LOG.warn(
                "no connection to the broker at {}: {}",
                broker,
                String.valueOf(context.getCause().getMessage()));
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
        @Nullable Mqtt5AsyncClient now = client;
        if (now != null) {
            var unused = now.publishWith()
                    .topic(answer.topic())
                    .qos(MqttQos.AT_MOST_ONCE)
                    .payload(StrictJson.write(answer.message()))
                    .send();
        }
    }

    /** Whether it hears what is published. */
    boolean isServing() {
        return subscribed;
    }

    @Override
    public void stop() {
        @Nullable Mqtt5AsyncClient stopping = client;
        client = null;
        subscribed = false;
        if (stopping != null) {
            stopping.disconnect()
                    .orTimeout(GOODBYE_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(notConnected -> null)
                    .join();
        }
    }

    @Override
    public boolean isRunning() {
        return client != null;
    }

    @Override
    public int getPhase() {
        return ShutdownOrder.BROKERS.phase();
    }
}
