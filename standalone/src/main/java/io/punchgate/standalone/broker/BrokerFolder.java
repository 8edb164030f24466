package io.punchgate.standalone.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.util.HtmlUtils;

/** The files that the broker reads: there while it runs, and worth nothing afterwards. Nobody else may read them. */
final class BrokerFolder {

    private final Path folder;

    /** It is emptied if it is there: a process that was killed leaves one behind. */
    BrokerFolder(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    Path configuration() {
        return folder.resolve("conf");
    }

    Path data() {
        return folder.resolve("data");
    }

    Path extensions() {
        return folder.resolve("extensions");
    }

    void create(int port, @Nullable Certificate certificate) {
        remove();
        try {
            Files.createDirectories(folder.getParent());
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectory(folder, ownerOnly);
            Files.createDirectory(configuration());
            Files.createDirectory(data());
            Files.createDirectory(extensions());
            String listener = certificate == null ? plain(port) : tls(port, certificate);
            Files.writeString(configuration().resolve("config.xml"), BrokerLimits.configuration(listener));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the MQTT broker's files cannot be written to " + folder, e);
        }
    }

    private static String plain(int port) {
        return """
                <tcp-listener>
                    <port>%d</port>
                    <bind-address>0.0.0.0</bind-address>
                </tcp-listener>""".formatted(port);
    }

    private String tls(int port, Certificate certificate) throws IOException, GeneralSecurityException {
        Path file = configuration().resolve("certificate.p12");
        KeyStore store = certificate.store();
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, certificate.password().toCharArray());
        }
        return """
                <tls-tcp-listener>
                    <port>%d</port>
                    <bind-address>0.0.0.0</bind-address>
                    <tls>
                        <keystore>
                            <path>%s</path>
                            <password>%s</password>
                            <private-key-password>%s</private-key-password>
                        </keystore>
                    </tls>
                </tls-tcp-listener>""".formatted(
                port, HtmlUtils.htmlEscapeDecimal(file.toString()), certificate.password(), certificate.password());
    }

    void remove() {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the MQTT broker's files cannot be removed from " + folder, e);
        }
    }
}
