package io.punchgate.standalone.broker;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The embedded broker's settings.
 *
 * @param mqttPort where it listens; 0: any free port; -1: it is off
 * @param mqttTlsCertificate PEM file of the certificate chain, or null for no TLS
 * @param mqttTlsKey PEM file of its private key (PKCS#8), or null for no TLS
 */
@ConfigurationProperties("punchgate")
record BrokerSettings(
        @DefaultValue("1883") int mqttPort,
        @Nullable Path mqttTlsCertificate,
        @Nullable Path mqttTlsKey) {

    boolean isOff() {
        return mqttPort < 0;
    }
}
