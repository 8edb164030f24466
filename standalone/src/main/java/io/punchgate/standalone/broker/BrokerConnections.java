package io.punchgate.standalone.broker;

import com.hivemq.extension.sdk.api.client.ClientContext;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.client.parameter.InitializerInput;
import io.punchgate.api.device.Credential;
import io.punchgate.api.device.Transport;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.mqtt.Receipt;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The devices that are connected; at most as many as the broker admits. */
final class BrokerConnections {

    private static final String NUMBER = "punchgate-connection";

    private final BrokerGateway gateway;
    private final PublicationIntake intake;
    private final InstructionsOut instructions = new InstructionsOut();
    private final ConcurrentMap<String, DeviceConnection> connections = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private volatile @Nullable BrokerServices services;
    private volatile boolean closing;

    BrokerConnections(BrokerGateway gateway) {
        this.gateway = gateway;
        this.intake = new PublicationIntake(gateway.calls());
    }

    void serve(BrokerServices offered) {
        services = offered;
    }

    BrokerServices services() {
        return Objects.requireNonNull(services, "the broker does not run");
    }

    /** A device has logged in and is about to be told so. Its earlier connection, if any, was closed before. */
    void add(InitializerInput input, ClientContext context) {
        String sn = input.getClientInformation().getClientId();
        long number = numbers.incrementAndGet();
        input.getConnectionInformation().getConnectionAttributeStore().putAsString(NUMBER, Long.toString(number));
        Reporter session = new Reporter(sn, credential(input.getConnectionInformation()), Transport.MQTT);
        Publications publications =
                new Publications(session, gateway.access(), intake, services().clients());
        publications.register(context);
        DeviceConnection connection =
                new DeviceConnection(number, session, publications, gateway, instructions.of(sn), services());
        connection.register(context, () -> check(sn));
        connections.put(sn, connection);
        connection.resume();
        check(sn);
    }

    private static Credential credential(ConnectionInformation admitted) {
        return admitted.getConnectionAttributeStore()
                .getAsString(DeviceAuthenticator.SECRET)
                .map(Credential::authToken)
                .orElseThrow(() -> new IllegalStateException("a device is connected that was not admitted"));
    }

    /**
     * Asks whether the device's session is still good, and closes it if not. It is alive, by the way: the end of an earlier one
     * may have been told just now.
     */
    void check(String sn) {
        @Nullable DeviceConnection connection = connections.get(sn);
        if (connection == null || closing) {
            return;
        }
        var unused = gateway.calls().alive(connection.session()).thenAccept(receipt -> {
            if (receipt == Receipt.REFUSED && connections.get(sn) == connection) {
                connection.close();
            }
        });
    }

    void checkAfter(String sn, Duration wait) {
        later(wait, () -> check(sn));
    }

    /** Not by the broker's own executor, for all of which the broker waits when it ends. */
    static void later(Duration wait, Runnable task) {
        CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                .execute(task);
    }

    /** The device's connection, if it was that one, and neither a login that failed nor a connection that was replaced. */
    @Nullable
    DeviceConnection remove(String sn, ConnectionInformation ended) {
        @Nullable DeviceConnection connection = connections.get(sn);
        return connection != null
                        && ended.getConnectionAttributeStore()
                                .getAsString(NUMBER)
                                .filter(Long.toString(connection.number())::equals)
                                .isPresent()
                        && connections.remove(sn, connection)
                ? connection
                : null;
    }

    boolean has(String sn) {
        return connections.containsKey(sn);
    }

    boolean reaches(String sn) {
        @Nullable DeviceConnection connection = connections.get(sn);
        return connection != null
                && connection.isListening()
                && instructions.of(sn).hasRoom();
    }

    /** Completes once the broker has it. */
    CompletableFuture<Void> publish(String sn, byte[] instruction) {
        @Nullable DeviceConnection connection = connections.get(sn);
        if (!instructions.of(sn).add(instruction)) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("too many instructions wait for the device"));
        }
        // A device that is gone meanwhile gets it over its next connection.
        return connection == null ? CompletableFuture.completedFuture(null) : connection.send(instruction);
    }

    /** From now on lost connections are our doing: no last will is told, and nothing is taken in. */
    void close() {
        closing = true;
        intake.close();
    }

    boolean isClosing() {
        return closing;
    }
}
