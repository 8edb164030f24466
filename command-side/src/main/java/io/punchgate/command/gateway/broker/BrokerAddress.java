package io.punchgate.command.gateway.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The address of an external broker, and our login there. Its text has no password.
 *
 * @param username null: none
 * @param password null: none
 */
public record BrokerAddress(
        String host,
        int port,
        boolean tls,
        @Nullable String username,
        @Nullable String password) {

    private static final int PORT = 1883;
    private static final int TLS_PORT = 8883;

    /** Reads {@code mqtt://} or {@code mqtts://}, user info allowed; empty where it is no address of a broker. */
    public static Optional<BrokerAddress> parse(@Nullable String url) {
        try {
            URI uri = new URI(url == null ? "" : url.strip());
            boolean tls = "mqtts".equalsIgnoreCase(uri.getScheme());
            if (uri.getHost() == null || !(tls || "mqtt".equalsIgnoreCase(uri.getScheme()))) {
                return Optional.empty();
            }
            @Nullable String user = uri.getRawUserInfo();
            int colon = user == null ? -1 : user.indexOf(':');
            return Optional.of(new BrokerAddress(
                    uri.getHost(),
                    uri.getPort() >= 0 ? uri.getPort() : tls ? TLS_PORT : PORT,
                    tls,
                    user == null ? null : decoded(colon < 0 ? user : user.substring(0, colon)),
                    user == null || colon < 0 ? null : decoded(user.substring(colon + 1))));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The same address; with that login if it has none of its own. */
    public BrokerAddress orLogin(String ownUsername, String ownPassword) {
        return username == null ? new BrokerAddress(host, port, tls, ownUsername, ownPassword) : this;
    }

    /** A client of that broker that is not connected yet. */
    Mqtt5ClientBuilder client() {
        Mqtt5ClientBuilder client = Mqtt5Client.builder().serverHost(host).serverPort(port);
        if (username != null) {
            client = client.simpleAuth()
                    .username(username)
                    .password((password == null ? "" : password).getBytes(UTF_8))
                    .applySimpleAuth();
        }
        return tls ? client.sslWithDefaultConfig() : client;
    }

    /** In user info a plus is a plus. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    @Override
    public String toString() {
        return (tls ? "mqtts://" : "mqtt://") + host + ":" + port;
    }
}
