package io.punchgate.standalone.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The demo's secrets, which Punchgate shows once. Kept in the data folder, readable by its owner only, so that the
 * printed lines still work after a restart.
 *
 * @param authToken the demo device's
 * @param apiKey the demo customer's
 */
record DemoIdentity(String authToken, String apiKey) {

    private static final String FILE = "demo.properties";

    static Optional<DemoIdentity> load(Path dataFolder) throws IOException {
        Path file = dataFolder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties kept = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            kept.load(reader);
        }
        @Nullable String authToken = kept.getProperty("auth-token");
        @Nullable String apiKey = kept.getProperty("api-key");
        return authToken == null || apiKey == null
                ? Optional.empty()
                : Optional.of(new DemoIdentity(authToken, apiKey));
    }

    void save(Path dataFolder) throws IOException {
        Path file = Files.createDirectories(dataFolder).resolve(FILE);
        Path unfinished = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, "auth-token=" + authToken + "\napi-key=" + apiKey + "\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
