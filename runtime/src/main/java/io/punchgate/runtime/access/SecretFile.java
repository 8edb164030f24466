package io.punchgate.runtime.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A secret that the first process to need it generates into a file that only its owner may read. */
public final class SecretFile {

    private static final String OWNER_ONLY = "rw-------";

    private SecretFile() {}

    /**
     * The secret in that file, without white space around it; a generated one if there was no file. Several processes may
     * start at once: all get the same secret.
     */
    public static String readOrCreate(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file.toAbsolutePath());
            }
            String secret = Files.readString(file).strip();
            if (secret.isEmpty()) {
                throw new IllegalStateException("the secret in " + file + " is empty: remove the file, or fill it");
            }
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a secret in " + file, e);
        }
    }

    /** Links a complete file into place, so that no process reads half a secret and the first one wins. */
    private static void create(Path file) throws IOException {
        Path directory = Files.createDirectories(file.resolveSibling("."));
        Path complete = Files.createTempFile(directory, "." + file.getFileName(), ".new", ownerOnly(directory));
        try {
            Files.writeString(complete, Tokens.secret() + "\n");
            Files.createLink(file, complete);
        } catch (FileAlreadyExistsException another) {
            // Another process was faster: its secret is the one.
        } finally {
            Files.deleteIfExists(complete);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path directory) {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
                }
                : new FileAttribute<?>[0];
    }
}
