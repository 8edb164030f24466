package io.punchgate.command.gateway.socket;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.punchgate.runtime.start.StartRefused;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** TLS of a port of devices, from the operator's files. */
public final class Tls {

    private final String port;

    private Tls(String port) {
        this.port = port;
    }

    /**
     * The TLS that the settings ask for, or null for none.
     *
     * @param port as in the names of the settings, such as {@code TCP}
     * @param certificate PEM file of the certificate chain, or null
     * @param key PEM file of its private key (PKCS#8), or null
     * @throws StartRefused if a file is missing or wrong
     */
    public static @Nullable SslContext of(String port, @Nullable Path certificate, @Nullable Path key) {
        return new Tls(port).context(certificate, key);
    }

    private @Nullable SslContext context(@Nullable Path certificate, @Nullable Path key) {
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            throw refused("has a certificate without a key, or the other way");
        }
        try {
            return SslContextBuilder.forServer(readable(certificate), readable(key))
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw refused("cannot use " + certificate + " and " + key + ": " + e.getMessage());
        }
    }

    private File readable(Path file) {
        if (!Files.isReadable(file)) {
            throw refused("needs " + file + ", which cannot be read");
        }
        return file.toFile();
    }

    private StartRefused refused(String why) {
        return new StartRefused(
                "TLS of the " + port + " port " + why + ".",
                "Set PUNCHGATE_%s_TLS_CERTIFICATE and PUNCHGATE_%s_TLS_KEY to PEM files of a".formatted(port, port)
                        + " certificate chain and of its key (PKCS#8), or neither of them for no TLS.");
    }
}
