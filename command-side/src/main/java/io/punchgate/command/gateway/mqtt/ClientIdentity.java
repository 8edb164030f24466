package io.punchgate.command.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.punchgate.runtime.access.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The client id under which an instance finds its session at the broker again. Instances that share a data directory hold a
 * file each: two with one id would throw each other out for ever.
 */
final class ClientIdentity implements AutoCloseable {

    private static final String PREFIX = "punchgate-";
    private static final int INSTANCES_MAX = 64;
    private static final int ID_BYTES_MAX = 64;

    private final Path dataDir;
    private @Nullable FileChannel held;

    ClientIdentity(Path dataDir) {
        this.dataDir = dataDir;
    }

    /** The id, held until {@link #close()}. */
    synchronized String hold() {
        try {
            Files.createDirectories(dataDir);
            for (int i = 1; i <= INSTANCES_MAX; i++) {
                Optional<String> id = tryHold(dataDir.resolve("mqtt-client-" + i));
                if (id.isPresent()) {
                    return id.get();
                }
            }
            throw new IllegalStateException(INSTANCES_MAX + " instances use the data directory already");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the MQTT client's id in " + dataDir, e);
        }
    }

    private Optional<String> tryHold(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                held = channel;
                return Optional.of(idIn(channel));
            }
        } catch (OverlappingFileLockException e) {
            // Another context of this very process holds it.
        }
        channel.close();
        return Optional.empty();
    }

    private static String idIn(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(ID_BYTES_MAX);
        channel.read(bytes, 0);
        String known = UTF_8.decode(bytes.flip()).toString().strip();
        if (known.startsWith(PREFIX)) {
            return known;
        }
        String id = PREFIX + Tokens.id();
        channel.write(ByteBuffer.wrap((id + "\n").getBytes(UTF_8)), 0);
        channel.force(true);
        return id;
    }

    @Override
    public synchronized void close() {
        try {
            if (held != null) {
                held.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release the MQTT client's id", e);
        }
    }
}
