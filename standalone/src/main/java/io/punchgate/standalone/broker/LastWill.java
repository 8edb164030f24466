package io.punchgate.standalone.broker;

import com.hivemq.extension.sdk.api.events.client.ClientLifecycleEventListener;
import com.hivemq.extension.sdk.api.events.client.parameters.AuthenticationSuccessfulInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ClientInitiatedDisconnectInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ConnectionStartInput;
import com.hivemq.extension.sdk.api.events.client.parameters.DisconnectEventInput;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import com.hivemq.extension.sdk.api.packets.connect.WillPublishPacket;
import com.hivemq.extension.sdk.api.packets.general.DisconnectedReasonCode;
import io.punchgate.command.gateway.mqtt.DeviceTopic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
            // A device that says goodbye and not that it is gone goes offline by silence.
            var unused = ended(input);
        }
    }

    /** Lost, or closed by the broker. */
    @Override
    public void onDisconnect(DisconnectEventInput input) {
        boolean replaced = is(input, DisconnectedReasonCode.SESSION_TAKEN_OVER);
        @Nullable DeviceConnection lost = ended(input);
        if (lost == null || replaced || connections.isClosing()) {
            return;
        }
        if (will == null || delaySeconds == 0) {
            tell(lost);
        } else {
            BrokerConnections.later(Duration.ofSeconds(delaySeconds), () -> tell(lost));
        }
    }

    private @Nullable DeviceConnection ended(DisconnectEventInput input) {
        return connections.remove(input.getClientInformation().getClientId(), input.getConnectionInformation());
    }

    private static boolean is(DisconnectEventInput input, DisconnectedReasonCode reason) {
        return input.getReasonCode().equals(Optional.of(reason));
    }

    /** The device is gone, whatever its will says about that; a will of another kind is a message like others. */
    private void tell(DeviceConnection lost) {
        String sn = lost.session().sn();
        if (connections.has(sn) || connections.isClosing()) {
            return;
        }
        CompletableFuture<?> earlier = lost.settled();
        Optional<DeviceTopic> topic = Optional.ofNullable(will)
                .flatMap(said -> DeviceTopic.parse(said.getTopic()))
                .filter(of -> of.sn().equals(sn) && of.channel().isFromDevice())
                .filter(of -> of.channel() != DeviceTopic.Channel.ST);
        if (will != null && topic.isPresent()) {
            byte[] payload = will.getPayload().map(LastWill::bytes).orElseGet(() -> new byte[0]);
            earlier = CompletableFuture.allOf(
                    earlier, gateway.calls().receive(lost.session(), topic.get().channel(), payload, earlier));
        }
        gateway.calls().lost(sn, earlier, () -> !connections.has(sn));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
