package io.punchgate.command.gateway.tcp;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.punchgate.runtime.start.StartRefused;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** TLS from the operator's files. */
final class Tls {

    private static final String ACTION = "Set PUNCHGATE_TCP_TLS_CERTIFICATE and PUNCHGATE_TCP_TLS_KEY to PEM files of a"
            + " certificate chain and of its key (PKCS#8), or neither of them for no TLS.";

    private Tls() {}

    /**
     * What the settings ask for, or null for no TLS.
     *
     * @throws StartRefused if a file is missing or wrong
     */
    static @Nullable SslContext of(TcpSettings settings) {
        @Nullable Path certificate = settings.tcpTlsCertificate();
        @Nullable Path key = settings.tcpTlsKey();
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            throw new StartRefused("TLS of the TCP port has a certificate without a key, or the other way.", ACTION);
        }
        try {
            return SslContextBuilder.forServer(readable(certificate), readable(key))
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new StartRefused(
                    "TLS of the TCP port cannot use " + certificate + " and " + key + ": " + e.getMessage(), ACTION);
        }
    }

    private static File readable(Path file) {
        if (!Files.isReadable(file)) {
            throw new StartRefused("TLS of the TCP port needs " + file + ", which cannot be read.", ACTION);
        }
        return file.toFile();
    }
}
