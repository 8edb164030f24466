package io.punchgate.standalone.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks the server's programs below the data folder, once a version. They stay there, so that nothing depends on the
 * temporary folder being kept, and a process that runs one of them is known to belong to this data folder.
 */
final class PostgresBinaries {

    private static final int DIGEST_CHARACTERS_KEPT = 16;

    private PostgresBinaries() {}

    static Path folder(Path dataFolder) {
        return dataFolder.resolve("postgres-bin");
    }

    /** The folder that has {@code bin/postgres}, {@code bin/initdb} and {@code bin/pg_ctl}. */
    static Path unpack(Path dataFolder) throws IOException {
        byte[] archive = archive();
        Path target = folder(dataFolder).resolve(digest(archive));
        if (!Files.isDirectory(target)) {
            Path unfinished = target.resolveSibling(target.getFileName() + ".new");
            FileSystemUtils.deleteRecursively(unfinished);
            extract(archive, unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        }
        return target;
    }

    private static byte[] archive() throws IOException {
        try (InputStream in = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), machine())) {
            if (in == null) {
                throw new IOException("no PostgreSQL binaries for " + system() + " " + machine());
            }
            return in.readAllBytes();
        }
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.contains("mac") ? "Darwin" : "Linux";
    }

    private static String machine() {
        String architecture = System.getProperty("os.arch");
        return architecture.equals("amd64") ? "x86_64" : architecture;
    }

    private static String digest(byte[] archive) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(hash).substring(0, DIGEST_CHARACTERS_KEPT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void extract(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, target.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        boolean executable = (entry.getMode() & 0100) != 0;
        if (executable && !file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }
}
