package io.punchgate.command.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
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

    /** Messages of QoS 1 and 2 that the broker sends ahead of our acknowledgements. */
    static final int RECEIVE_MAX = 512;
    /** Messages of QoS 0 that are being stored; more are dropped, which that QoS allows. */
    static final int AT_MOST_ONCE_MAX = 1_024;

    private static final Duration SESSION_EXPIRY = Duration.ofDays(7);
    private static final Duration RECONNECT_AFTER = Duration.ofSeconds(1);
    private static final Duration RECONNECT_AFTER_MAX = Duration.ofSeconds(15);
    private static final Duration GOODBYE_WAIT_MAX = Duration.ofSeconds(2);
    private static final int KEEP_ALIVE_SECONDS = 30;
    /** As the web server: what it takes in needs Axon, which stops later. */
    private static final int PHASE = Integer.MAX_VALUE - 2048;

    private static final Logger LOG = LoggerFactory.getLogger(MqttConsumer.class);

    private final BrokerAddress address;
    private final HookToken hookToken;
    private final ClientIdentity identity;
    private final DeviceMessages messages;
    private final MeterRegistry meters;
    private final Semaphore atMostOnce = new Semaphore(AT_MOST_ONCE_MAX);
    private volatile @Nullable Mqtt5AsyncClient client;
    private volatile boolean subscribed;

    MqttConsumer(
            BrokerAddress address,
            HookToken hookToken,
            ClientIdentity identity,
            DeviceMessages messages,
            MeterRegistry meters) {
        this.address = address;
        this.hookToken = hookToken;
        this.identity = identity;
        this.messages = messages;
        this.meters = meters;
    }

    @Override
    public void start() {
        Mqtt5AsyncClient started = build(identity.hold());
        client = started;
        // Before the connection: what the session still holds comes with it.
        started.publishes(MqttGlobalPublishFilter.ALL, this::receive, true);
        var unused = started.connectWith()
                .cleanStart(false)
                .sessionExpiryInterval(SESSION_EXPIRY.toSeconds())
                .keepAlive(KEEP_ALIVE_SECONDS)
                .restrictions()
                .receiveMaximum(RECEIVE_MAX)
                .applyRestrictions()
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
                .addConnectedListener(connected -> subscribe())
                .addDisconnectedListener(this::disconnected)
                .simpleAuth()
                .username(username == null ? MqttAccess.OWN_USERNAME : username)
                .password((password == null ? "" : password).getBytes(UTF_8))
                .applySimpleAuth();
        return (address.tls() ? builder.sslWithDefaultConfig() : builder).buildAsync();
    }

    private void subscribe() {
        var subscriptions = Stream.of(DeviceTopic.Channel.values())
                .filter(DeviceTopic.Channel::isFromDevice)
                .map(channel -> Mqtt5Subscription.builder()
                        .topicFilter(MqttAccess.SHARE + channel.filter())
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .build());
        var unused = Objects.requireNonNull(client)
                .subscribeWith()
                .addSubscriptions(subscriptions)
                .send()
                .whenComplete((acknowledged, failure) -> {
                    subscribed = failure == null;
                    if (failure == null) {
                        LOG.info("consumes what devices publish at {}", address);
                    } else {
                        LOG.error("the broker at {} refuses the subscriptions: {}", address, failure.toString());
                    }
                });
    }

    private void disconnected(MqttClientDisconnectedContext context) {
        subscribed = false;
        LOG.warn(
                "no connection to the broker at {}: {}",
                address,
                String.valueOf(context.getCause().getMessage()));
    }

    private void receive(Mqtt5Publish publish) {
        boolean once = publish.getQos() == MqttQos.AT_MOST_ONCE;
        if (once && !atMostOnce.tryAcquire()) {
            meters.counter("punchgate.mqtt.dropped").increment();
            return;
        }
        var unused = messages.receive(publish.getTopic().toString(), publish.getPayloadAsBytes(), publish.isRetain())
                .whenComplete((receipt, failure) -> {
                    if (once) {
                        atMostOnce.release();
                    } else {
                        acknowledge(publish, failure);
                    }
                });
    }

    private static void acknowledge(Mqtt5Publish publish, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.error("a message over MQTT stays unacknowledged", failure);
            return;
        }
        publish.acknowledge();
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
        return PHASE;
    }
}
