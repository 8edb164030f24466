package io.punchgate.standalone.broker;

import io.punchgate.command.gateway.socket.Tls;
import io.punchgate.runtime.access.Tokens;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** The operator's certificate in the only form that the broker reads, under a password that lives as long as the process. */
final class Certificate {

    private final KeyStore store;
    private final String password;

    private Certificate(KeyStore store, String password) {
        this.store = store;
        this.password = password;
    }

    /**
     * The certificate that the settings ask for, or null for no TLS.
     *
     * @param certificate PEM file of the certificate chain, or null
     * @param key PEM file of its private key (PKCS#8), or null
     * @throws io.punchgate.runtime.start.StartRefused if a file is missing or wrong
     */
    static @Nullable Certificate of(@Nullable Path certificate, @Nullable Path key) {
        if (Tls.of("MQTT", certificate, key) == null || certificate == null || key == null) {
            return null;
        }
        String password = Tokens.id();
        PemSslStoreDetails details = PemSslStoreDetails.forCertificate(location(certificate))
                .withPrivateKey(location(key))
                .withPassword(password);
        KeyStore store = new PemSslStoreBundle(details, null).getKeyStore();
        return new Certificate(Objects.requireNonNull(store, "a certificate was given"), password);
    }

    private static String location(Path file) {
        return file.toUri().toString();
    }

    KeyStore store() {
        return store;
    }

    String password() {
        return password;
    }
}
