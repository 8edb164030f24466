package io.punchgate.command.gateway.mqtt;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.Transport;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.broker.BrokerConnection;
import io.punchgate.runtime.access.FailedAuthentications;
import io.punchgate.runtime.access.Tokens;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Admits MQTT clients, and tells which topics each may use: the same for an external broker and the embedded one. */
@Component
public class MqttAccess {

    /** Our own username at an external broker; no serial number has that form. */
    static final String OWN_USERNAME = "$punchgate";

    private static final int TOKEN_CHARACTERS_MAX = 256;

    private final ReportInbox inbox;
    private final HookToken hookToken;
    private final FailedAuthentications failed;

    MqttAccess(ReportInbox inbox, HookToken hookToken, FailedAuthentications failed) {
        this.inbox = inbox;
        this.hookToken = hookToken;
        this.failed = failed;
    }

    /** The login of an MQTT client; {@code address} is null where the broker does not tell it. */
    public record Login(
            @Nullable String clientId,
            @Nullable String username,
            @Nullable String password,
            @Nullable String address) {}

    /** The device of a login that was admitted: what comes over its session is held to the secret that was shown. */
    public static Reporter session(Login login) {
        return Reporter.withToken(
                        login.username(),
                        login.password(),
                        Transport.MQTT,
                        Objects.requireNonNullElse(login.address(), ""))
                .orElseThrow(() -> new IllegalArgumentException("the login is of no device"));
    }

    /** As {@link #admits}, of a broker that is not ours: it will not tell us the secret again. */
    CompletableFuture<Boolean> admitsElsewhere(Login login) {
        return admits(login, inbox::login);
    }

    /**
     * True if the client may log in: a device by its serial number (client id and username) and current auth-token.
     * Fails with a {@link io.punchgate.command.gateway.ReportUnavailable} where that cannot be told now.
     */
    public CompletableFuture<Boolean> admits(Login login) {
        return admits(login, inbox::validity);
    }

    private CompletableFuture<Boolean> admits(
            Login login, Function<Reporter, CompletableFuture<DeviceReply>> admission) {
        @Nullable String password = login.password();
        @Nullable String username = login.username();
        if (username == null || password == null || password.isEmpty() || password.length() > TOKEN_CHARACTERS_MAX) {
            return nameless(login);
        }
        if (username.equals(OWN_USERNAME)) {
            return CompletableFuture.completedFuture(counted(login, hookToken.is(password)));
        }
        if (!username.equals(login.clientId()) || !Reporter.isSerialNumber(username)) {
            return nameless(login);
        }
        Credential credential = Credential.authToken(Tokens.sha256Hex(password));
        return admission
                .apply(new Reporter(
                        username, credential, Transport.MQTT, Objects.requireNonNullElse(login.address(), "")))
                .thenApply(reply -> counted(login, !(reply instanceof DeviceReply.Refused)));
    }

    private CompletableFuture<Boolean> nameless(Login login) {
        inbox.noteNameless(login.username(), Transport.MQTT, Objects.requireNonNullElse(login.address(), ""));
        return CompletableFuture.completedFuture(counted(login, false));
    }

    /** True if a client that logged in under that name may publish there. */
    public boolean mayPublish(String username, String topic) {
        Optional<DeviceTopic> known = DeviceTopic.parse(topic);
        if (username.equals(OWN_USERNAME)) {
            return known.filter(of -> !of.channel().isFromDevice()).isPresent();
        }
        return known.filter(of -> of.sn().equals(username) && of.channel().isFromDevice())
                .isPresent();
    }

    /**
     * True if nothing is kept that the device publishes: it is disabled, or its session is of a secret that is no longer good.
     * Where that cannot be told now it counts as not: a broker may acknowledge what it refuses.
     */
    CompletableFuture<Boolean> isRefused(String username) {
        if (username.equals(OWN_USERNAME)) {
            return CompletableFuture.completedFuture(false);
        }
        return inbox.validity(new Reporter(username, Credential.ESTABLISHED, Transport.MQTT))
                .handle((reply, failure) -> reply instanceof DeviceReply.Refused);
    }

    /** True if a client that logged in under that name may subscribe to that filter. */
    public boolean maySubscribe(String username, String filter) {
        if (username.equals(OWN_USERNAME)) {
            String plain = filter.startsWith(BrokerConnection.SHARE)
                    ? filter.substring(BrokerConnection.SHARE.length())
                    : filter;
            return Stream.of(DeviceTopic.Channel.values())
                    .filter(DeviceTopic.Channel::isFromDevice)
                    .anyMatch(channel -> channel.filter().equals(plain));
        }
        return DeviceTopic.parse(filter)
                .filter(of -> of.sn().equals(username) && !of.channel().isFromDevice())
                .isPresent();
    }

    /** A good secret is served, however many bad ones came from its address: only failures are counted. */
    private boolean counted(Login login, boolean admitted) {
        @Nullable String address = login.address();
        if (!admitted && address != null) {
            var unused = failed.count(address);
        }
        return admitted;
    }
}
