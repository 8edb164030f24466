package io.punchgate.standalone.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The password of the embedded database: loopback is open to every user of the machine, this file to its owner only. */
record PasswordFile(Path path, String value) {

    private static final int RANDOM_BYTES = 24;

    /** The one in the data folder; a new one if there is none. */
    static PasswordFile in(Path dataFolder) throws IOException {
        Path file = dataFolder.resolve("postgres-password");
        if (!Files.exists(file)) {
            byte[] random = new byte[RANDOM_BYTES];
            new SecureRandom().nextBytes(random);
            Path unfinished = file.resolveSibling("postgres-password.new");
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, HexFormat.of().formatHex(random));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PasswordFile(file, Files.readString(file).strip());
    }
}
