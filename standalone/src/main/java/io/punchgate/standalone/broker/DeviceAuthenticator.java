package io.punchgate.standalone.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.extension.sdk.api.async.Async;
import com.hivemq.extension.sdk.api.async.TimeoutFallback;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission.MqttActivity;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission.SharedSubscription;
import com.hivemq.extension.sdk.api.packets.auth.DefaultAuthorizationBehaviour;
import com.hivemq.extension.sdk.api.packets.auth.ModifiableDefaultPermissions;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.general.MqttVersion;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import io.punchgate.command.gateway.mqtt.DeviceTopic;
import io.punchgate.command.gateway.mqtt.MqttAccess;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks who may log in, and tells the broker which topics are that device's: the same class that answers EMQX. */
final class DeviceAuthenticator implements SimpleAuthenticator {

    /** A login waits at most so long for its answer. */
    static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(10);

    /** The connection's attribute with the SHA-256 of the secret that admitted it. */
    static final String SECRET = "punchgate-secret";

    private static final Logger LOG = LoggerFactory.getLogger(DeviceAuthenticator.class);

    private final MqttAccess access;
    private final CompletableFuture<Void> open;

    /** Logins wait until {@code open} completes. */
    DeviceAuthenticator(MqttAccess access, CompletableFuture<Void> open) {
        this.access = access;
        this.open = open;
    }

    @Override
    public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
        MqttAccess.Login login = login(input);
        boolean five = input.getConnectPacket().getMqttVersion() == MqttVersion.V_5;
        Async<SimpleAuthOutput> answer =
                output.async(ANSWER_WAIT_MAX, TimeoutFallback.FAILURE, ConnackReasonCode.SERVER_UNAVAILABLE);
        var unused = open.thenCompose(opened -> access.admits(login)).whenComplete((admitted, failure) -> {
            @Nullable String sn = login.username();
            if (failure != null) {
                LOG.warn("whether an MQTT client may log in cannot be told now: {}", failure.toString());
                output.failAuthentication(ConnackReasonCode.SERVER_UNAVAILABLE);
            } else if (!admitted || sn == null || isOwn(sn)) {
                output.failAuthentication(
                        five ? ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD : ConnackReasonCode.NOT_AUTHORIZED);
            } else {
                input.getConnectionInformation()
                        .getConnectionAttributeStore()
                        .putAsString(
                                SECRET, MqttAccess.session(login).credential().shown());
                permit(sn, output.getDefaultPermissions());
                output.authenticateSuccessfully();
            }
            answer.resume();
        });
    }

    private static MqttAccess.Login login(SimpleAuthInput input) {
        @Nullable String username = input.getConnectPacket().getUserName().orElse(null);
        @Nullable
        String password = input.getConnectPacket()
                .getPassword()
                .map(DeviceAuthenticator::text)
                .orElse(null);
        @Nullable
        String address = input.getConnectionInformation()
                .getInetAddress()
                .map(InetAddress::getHostAddress)
                .orElse(null);
        return new MqttAccess.Login(input.getConnectPacket().getClientId(), username, password, address);
    }

    private static String text(ByteBuffer bytes) {
        return UTF_8.decode(bytes.duplicate()).toString();
    }

    /** Nobody but devices has business here: we ourselves need no connection. */
    private static boolean isOwn(String username) {
        return username.startsWith("$");
    }

    private void permit(String sn, ModifiableDefaultPermissions permissions) {
        permissions.setDefaultBehaviour(DefaultAuthorizationBehaviour.DENY);
        for (DeviceTopic.Channel channel : DeviceTopic.Channel.values()) {
            String topic = new DeviceTopic(sn, channel).text();
            if (access.mayPublish(sn, topic)) {
                permissions.add(permission(topic, MqttActivity.PUBLISH));
            }
            if (access.maySubscribe(sn, topic)) {
                permissions.add(permission(topic, MqttActivity.SUBSCRIBE));
            }
        }
    }

    private static TopicPermission permission(String topic, MqttActivity activity) {
        return Builders.topicPermission()
                .topicFilter(topic)
                .activity(activity)
                .sharedSubscription(SharedSubscription.NOT_SHARED)
                .build();
    }
}
