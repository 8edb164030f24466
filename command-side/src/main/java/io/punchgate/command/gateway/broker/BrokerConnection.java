package io.punchgate.command.gateway.broker;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientConnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientConnectedContext;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to an external broker. It comes back by itself, and subscribes each time it is made: through shared
 * subscriptions, so that instances share the work.
 */
public final class BrokerConnection {

    /** The beginning of the filter of our shared subscriptions; some brokers show it, some do not. */
    public static final String SHARE = "$share/punchgate/";

    private static final Duration RECONNECT_AFTER = Duration.ofSeconds(1);
    private static final Duration RECONNECT_AFTER_MAX = Duration.ofSeconds(15);
    private static final Duration GOODBYE_WAIT_MAX = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(BrokerConnection.class);

    private final BrokerAddress address;
    private final Topics topics;
    private final Consumer<Mqtt5AsyncClient> listener;
    private volatile @Nullable Mqtt5AsyncClient client;
    private volatile boolean subscribed;
    /** True if the broker keeps messages for us while we are away. */
    private volatile boolean sessionKept;
    /** Only the client's own thread uses it. */
    private boolean connectedBefore;

    /**
     * The messages that are consumed.
     *
     * @param publishers who publishes them, for the log
     * @param filters of their topics
     */
    public record Topics(String publishers, MqttQos qos, List<String> filters) {}

    /**
     * A connection that is not made yet.
     *
     * @param listener takes in what the client receives; it is asked again when the broker forgot the session, for the client
     *     ends with the session what listened to it
     */
    public BrokerConnection(BrokerAddress address, Topics topics, Consumer<Mqtt5AsyncClient> listener) {
        this.address = address;
        this.topics = topics;
        this.listener = listener;
    }

    /**
     * Connects, now or once the broker is there.
     *
     * @param clientId null: the broker chooses one
     */
    public void open(@Nullable String clientId, Mqtt5Connect connect) {
        Mqtt5ClientBuilder builder = address.client()
                .automaticReconnect()
                .initialDelay(RECONNECT_AFTER.toMillis(), TimeUnit.MILLISECONDS)
                .maxDelay(RECONNECT_AFTER_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .applyAutomaticReconnect()
                .addConnectedListener(this::connected)
                .addDisconnectedListener(this::disconnected);
        sessionKept = connect.getSessionExpiryInterval() > 0;
        Mqtt5AsyncClient opened = (clientId == null ? builder : builder.identifier(clientId)).buildAsync();
        client = opened;
        // Before the connection: what the session still holds comes with it.
        listener.accept(opened);
        var unused = opened.connect(connect);
    }

    private void connected(MqttClientConnectedContext context) {
        @Nullable Mqtt5AsyncClient connected = client;
        if (connected == null) {
            return;
        }
        boolean resumed = ((Mqtt5ClientConnectedContext) context).getConnAck().isSessionPresent();
        if (connectedBefore && !resumed) {
            if (sessionKept) {
                LOG.warn("the broker at {} has no session of ours any more: what it held for us is lost", address);
            }
            listener.accept(connected);
        }
        connectedBefore = true;
        subscribe(connected);
    }

    private void subscribe(Mqtt5AsyncClient connected) {
        var subscriptions = topics.filters().stream()
                .map(filter -> Mqtt5Subscription.builder()
                        .topicFilter(SHARE + filter)
                        .qos(topics.qos())
                        .build());
        var unused = connected
                .subscribeWith()
                .addSubscriptions(subscriptions)
                .send()
                .whenComplete((acknowledged, failure) -> {
                    boolean news = !subscribed;
                    subscribed = failure == null;
                    if (failure != null) {
                        LOG.error("the broker at {} refuses the subscriptions: {}", address, failure.toString());
                    } else if (news) {
                        LOG.info("consumes what {} publish at {}", topics.publishers(), address);
                    }
                });
    }

    private void disconnected(MqttClientDisconnectedContext context) {
        subscribed = false;
        // We subscribe ourselves, after we listen: the client acknowledges what comes while nobody does.
        context.getReconnector().resubscribeIfSessionExpired(false);
        LOG.warn(
                "no connection to the broker at {}: {}",
                address,
                String.valueOf(context.getCause().getMessage()));
    }

    /** True while it hears what is published. */
    public boolean isServing() {
        return subscribed;
    }

    /** Publishes a message; completes once the broker has it, or it is sent with QoS 0. */
    public CompletableFuture<Void> publish(String topic, MqttQos qos, byte[] payload) {
        @Nullable Mqtt5AsyncClient now = client;
        return now == null
                ? CompletableFuture.failedFuture(new IllegalStateException("the connection to the broker is closed"))
                : now.publishWith()
                        .topic(topic)
                        .qos(qos)
                        .payload(payload)
                        .send()
                        .thenAccept(result -> {});
    }

    /** True once it was opened and until it is closed; the broker may be away. */
    public boolean isOpen() {
        return client != null;
    }

    /** Disconnects. A session with an expiry stays at the broker, and with it what was not acknowledged. */
    public void close() {
        @Nullable Mqtt5AsyncClient closing = client;
        client = null;
        subscribed = false;
        if (closing != null) {
            closing.disconnect()
                    .orTimeout(GOODBYE_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(notConnected -> null)
                    .join();
        }
    }
}
