package io.punchgate.standalone.broker;

import com.hivemq.extension.sdk.api.client.ClientContext;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.client.parameter.InitializerInput;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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
        new Publications(sn, gateway.access(), intake, services().clients()).register(context);
        DeviceConnection connection = new DeviceConnection(number, sn, gateway, instructions.of(sn), services());
        connection.register(context);
        connections.put(sn, connection);
        connection.resume();
    }

    /** True if that was the device's connection, and neither a login that failed nor a connection that was replaced. */
    boolean remove(String sn, ConnectionInformation ended) {
        @Nullable DeviceConnection connection = connections.get(sn);
        return connection != null
                && ended.getConnectionAttributeStore()
                        .getAsString(NUMBER)
                        .filter(Long.toString(connection.number())::equals)
                        .isPresent()
                && connections.remove(sn, connection);
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
