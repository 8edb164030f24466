package io.punchgate.command.gateway.tcp;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of native TCP.
 *
 * @param tcpPort where devices connect; 0: any free port; negative: nowhere
 * @param tcpConnectionsMax connections at a time; one more is closed at once
 * @param tcpTlsCertificate PEM file of the certificate chain, or null for no TLS
 * @param tcpTlsKey PEM file of its private key (PKCS#8), or null for no TLS
 */
@ConfigurationProperties("punchgate")
record TcpSettings(
        @DefaultValue("7070") int tcpPort,
        @DefaultValue("20000") int tcpConnectionsMax,
        @Nullable Path tcpTlsCertificate,
        @Nullable Path tcpTlsKey) {

    boolean isOff() {
        return tcpPort < 0;
    }
}
