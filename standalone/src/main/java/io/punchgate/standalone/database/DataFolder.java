package io.punchgate.standalone.database;

import io.punchgate.runtime.start.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The data folder, held by this process alone. The lock is the kernel's, so it ends with the process, however that ends. */
final class DataFolder implements AutoCloseable {

    private static final Pattern PID = Pattern.compile("[0-9]{1,10}");

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Creates the folder if need be and takes it.
     *
     * @throws StartRefused if it cannot be written to, or another process holds it
     */
    static DataFolder take(Path folder) {
        try {
            Files.createDirectories(folder);
            Path path = folder.toRealPath();
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StartRefused(
                        "The data folder " + path + " is in use by another running Punchgate.",
                        "Stop that one, or give this one a folder of its own with PUNCHGATE_DATA_DIR.");
            }
            return new DataFolder(path, channel);
        } catch (IOException e) {
            throw new StartRefused(
                    "The data folder " + folder.toAbsolutePath() + " cannot be used: " + e,
                    "Make it writable, or choose another one with PUNCHGATE_DATA_DIR.");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** The folder, without links. */
    Path path() {
        return path;
    }

    /** The database cluster. It is there only once it is complete. */
    Path cluster() {
        return path.resolve("postgres");
    }

    /** Loopback is open to every user of the machine; the password in here to the owner of the folder only. */
    Path passwordFile() {
        return path.resolve("postgres-password");
    }

    Path postmasterPid() {
        return cluster().resolve("postmaster.pid");
    }

    /**
     * The living process that the pid file names. It may be a foreign one: after a crash the pid may have been given
     * anew.
     */
    Optional<ProcessHandle> postmaster() throws IOException {
        if (!Files.exists(postmasterPid())) {
            return Optional.empty();
        }
        String pid =
                Files.readString(postmasterPid()).lines().findFirst().orElse("").strip();
        if (!PID.matcher(pid).matches()) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive);
    }

    Path serverLog() {
        return path.resolve("postgres.log");
    }

    /** Tells whether this process is root: a file that it made belongs to user 0. */
    boolean ownedByRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(path.resolve("lock"), "unix:uid"));
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
