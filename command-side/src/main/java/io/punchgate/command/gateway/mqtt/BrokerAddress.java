package io.punchgate.command.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.punchgate.runtime.start.StartRefused;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Where the external broker is, and who we are there.
 *
 * @param username null: our own name and the hook token
 */
record BrokerAddress(
        String host,
        int port,
        boolean tls,
        @Nullable String username,
        @Nullable String password) {

    private static final String ACTION = "Set PUNCHGATE_MQTT_URL to something like mqtt://broker.example:1883 or"
            + " mqtts://user:password@broker.example:8883, or unset it.";

    static BrokerAddress parse(String url) {
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException e) {
            throw refused();
        }
        boolean tls = "mqtts".equalsIgnoreCase(uri.getScheme());
        if (uri.getHost() == null || !(tls || "mqtt".equalsIgnoreCase(uri.getScheme()))) {
            throw refused();
        }
        @Nullable String user = uri.getRawUserInfo();
        int colon = user == null ? -1 : user.indexOf(':');
        return new BrokerAddress(
                uri.getHost(),
                uri.getPort() >= 0 ? uri.getPort() : tls ? 8883 : 1883,
                tls,
                user == null ? null : decoded(colon < 0 ? user : user.substring(0, colon)),
                user == null || colon < 0 ? null : decoded(user.substring(colon + 1)));
    }

    /** The URL may hold a password, so it is not repeated. */
    private static StartRefused refused() {
        return new StartRefused("PUNCHGATE_MQTT_URL is no address of an MQTT broker.", ACTION);
    }

    /** In user info a plus is a plus. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    @Override
    public String toString() {
        return (tls ? "mqtts://" : "mqtt://") + host + ":" + port;
    }
}
