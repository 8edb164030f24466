package io.punchgate.command.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientConnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientConnectedContext;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import io.punchgate.runtime.start.ShutdownOrder;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Consumes what devices publish at an external broker: through shared subscriptions, so that instances share the work, and
 * with a persistent session, so that the broker keeps what comes while we are away. QoS 1 is acknowledged only once the
 * message is stored.
 */
final class MqttConsumer implements SmartLifecycle, MqttLink {

    private static final Duration SESSION_EXPIRY = Duration.ofDays(7);
    private static final Duration RECONNECT_AFTER = Duration.ofSeconds(1);
    private static final Duration RECONNECT_AFTER_MAX = Duration.ofSeconds(15);
    private static final Duration GOODBYE_WAIT_MAX = Duration.ofSeconds(2);
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final Logger LOG = LoggerFactory.getLogger(MqttConsumer.class);

    private final BrokerAddress address;
    private final HookToken hookToken;
    private final ClientIdentity identity;
    private final BoundedIntake intake;
    private volatile @Nullable Mqtt5AsyncClient client;
    private volatile boolean subscribed;
    /** Only the client's own thread uses it. */
    private boolean connectedBefore;

    MqttConsumer(BrokerAddress address, HookToken hookToken, ClientIdentity identity, DeviceMessages messages) {
        this.address = address;
        this.hookToken = hookToken;
        this.identity = identity;
        this.intake = new BoundedIntake(messages);
    }

    @Override
    public void start() {
        Mqtt5AsyncClient started = build(identity.hold());
        client = started;
        // Before the connection: what the session still holds comes with it.
        intake.listenTo(started);
        var unused = started.connectWith()
                .cleanStart(false)
                .sessionExpiryInterval(SESSION_EXPIRY.toSeconds())
                .keepAlive(KEEP_ALIVE_SECONDS)
                .send();
    }

    private Mqtt5AsyncClient build(String clientId) {
        @Nullable String username = address.username();
        @Nullable String password = username == null ? hookToken.value() : address.password();
        Mqtt5ClientBuilder builder = Mqtt5Client.builder()
                .identifier(clientId)
                .serverHost(address.host())
                .serverPort(address.port())
                .automaticReconnect()
                .initialDelay(RECONNECT_AFTER.toMillis(), TimeUnit.MILLISECONDS)
                .maxDelay(RECONNECT_AFTER_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .applyAutomaticReconnect()
                .addConnectedListener(this::connected)
                .addDisconnectedListener(this::disconnected)
                .simpleAuth()
                .username(username == null ? MqttAccess.OWN_USERNAME : username)
                .password((password == null ? "" : password).getBytes(UTF_8))
                .applySimpleAuth();
        return (address.tls() ? builder.sslWithDefaultConfig() : builder).buildAsync();
    }

    /** Where the broker forgot our session, the client ended what listened to it. */
    private void connected(MqttClientConnectedContext context) {
        @Nullable Mqtt5AsyncClient connected = client;
        if (connected == null) {
            return;
        }
        boolean resumed = ((Mqtt5ClientConnectedContext) context).getConnAck().isSessionPresent();
        if (connectedBefore && !resumed) {
            LOG.warn("the broker at {} forgot our session, and what it still held for us", address);
            intake.listenTo(connected);
        }
        connectedBefore = true;
        subscribe(connected);
    }

    private void subscribe(Mqtt5AsyncClient connected) {
        var subscriptions = Stream.of(DeviceTopic.Channel.values())
                .filter(DeviceTopic.Channel::isFromDevice)
                .map(channel -> Mqtt5Subscription.builder()
                        .topicFilter(MqttAccess.SHARE + channel.filter())
                        .qos(MqttQos.AT_LEAST_ONCE)
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
                        LOG.info("consumes what devices publish at {}", address);
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

    @Override
    public boolean isServing() {
        return subscribed;
    }

    /** The broker keeps it for a device that is away and has a session. */
    @Override
    public boolean reaches(String sn) {
        return subscribed;
    }

    @Override
    public CompletableFuture<Void> publish(String sn, byte[] command) {
        return Objects.requireNonNull(client)
                .publishWith()
                .topic(new DeviceTopic(sn, DeviceTopic.Channel.CMD).text())
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(command)
                .send()
                .thenAccept(result -> {});
    }

    /** The session stays at the broker, and with it what was not acknowledged. */
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
        identity.close();
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
