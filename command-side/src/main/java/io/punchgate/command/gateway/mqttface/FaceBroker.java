package io.punchgate.command.gateway.mqttface;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import io.punchgate.runtime.start.StartRefused;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import org.jspecify.annotations.Nullable;

/** Where the broker is, and who we are there. Its text has no password. */
record FaceBroker(
        String host,
        int port,
        boolean tls,
        @Nullable String username,
        @Nullable String password) {

    static FaceBroker parse(@Nullable String url) {
        try {
            URI uri = new URI(url == null ? "" : url.strip());
            boolean tls = "mqtts".equalsIgnoreCase(uri.getScheme());
            if (uri.getHost() == null || !(tls || "mqtt".equalsIgnoreCase(uri.getScheme()))) {
                throw refused();
            }
            @Nullable String user = uri.getRawUserInfo();
            int colon = user == null ? -1 : user.indexOf(':');
            return new FaceBroker(
                    uri.getHost(),
                    uri.getPort() >= 0 ? uri.getPort() : tls ? 8883 : 1883,
                    tls,
                    user == null ? null : decoded(colon < 0 ? user : user.substring(0, colon)),
                    user == null || colon < 0 ? null : decoded(user.substring(colon + 1)));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw refused();
        }
    }

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

    private static StartRefused refused() {
        return new StartRefused(
                "PUNCHGATE_MQTT_FACE is set, but PUNCHGATE_MQTT_URL is no address of an MQTT broker.",
                "Set PUNCHGATE_MQTT_URL to something like mqtt://broker.example:1883, or unset PUNCHGATE_MQTT_FACE.");
    }

    @Override
    public String toString() {
        return (tls ? "mqtts://" : "mqtt://") + host + ":" + port;
    }
}
