package io.punchgate.standalone.broker;

import com.hivemq.extension.sdk.api.events.client.ClientLifecycleEventListener;
import com.hivemq.extension.sdk.api.events.client.parameters.AuthenticationSuccessfulInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ClientInitiatedDisconnectInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ConnectionStartInput;
import com.hivemq.extension.sdk.api.events.client.parameters.DisconnectEventInput;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import com.hivemq.extension.sdk.api.packets.connect.WillPublishPacket;
import com.hivemq.extension.sdk.api.packets.general.DisconnectedReasonCode;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The message that a device wants published once its connection is lost. The broker publishes it too, which nobody hears: to be told
 * here, a connection must not have been replaced, which is not the device going away.
 */
final class LastWill implements ClientLifecycleEventListener {

    private final BrokerGateway gateway;
    private final BrokerConnections connections;
    private @Nullable WillPublishPacket will;
    private long delaySeconds;

    LastWill(BrokerGateway gateway, BrokerConnections connections) {
        this.gateway = gateway;
        this.connections = connections;
    }

    @Override
    public void onMqttConnectionStart(ConnectionStartInput input) {
        ConnectPacket connect = input.getConnectPacket();
        will = connect.getWillPublish().orElse(null);
        if (will != null) {
            delaySeconds = Math.min(will.getWillDelay(), connect.getSessionExpiryInterval());
        }
    }

    @Override
    public void onAuthenticationSuccessful(AuthenticationSuccessfulInput input) {
        // The device is there once it is told so.
    }

    @Override
    public void onClientInitiatedDisconnect(ClientInitiatedDisconnectInput input) {
        if (is(input, DisconnectedReasonCode.DISCONNECT_WITH_WILL_MESSAGE)) {
            onDisconnect(input);
        } else {
            ended(input);
        }
    }

    /** Lost, or closed by the broker. */
    @Override
    public void onDisconnect(DisconnectEventInput input) {
        boolean replaced = is(input, DisconnectedReasonCode.SESSION_TAKEN_OVER);
        if (ended(input) && !replaced && will != null && !connections.isClosing()) {
            WillPublishPacket said = will;
            String sn = input.getClientInformation().getClientId();
            var unused =
                    connections.services().executor().schedule(() -> tell(sn, said), delaySeconds, TimeUnit.SECONDS);
        }
    }

    private boolean ended(DisconnectEventInput input) {
        return connections.remove(input.getClientInformation().getClientId(), input.getConnectionInformation());
    }

    private static boolean is(DisconnectEventInput input, DisconnectedReasonCode reason) {
        return input.getReasonCode().equals(Optional.of(reason));
    }

    private void tell(String sn, WillPublishPacket said) {
        if (!connections.has(sn) && !connections.isClosing()) {
            byte[] payload = said.getPayload().map(LastWill::bytes).orElseGet(() -> new byte[0]);
            var unused = gateway.calls().receive(said.getTopic(), payload, false);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
