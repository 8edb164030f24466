package io.punchgate.command.gateway.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The broker of Debian's package of that name, on a free port of the loopback interface. */
public final class Mosquitto implements AutoCloseable {

    private static final Duration START_WAIT_MAX = Duration.ofSeconds(10);

    private final Path directory;
    private final int port;
    private Process process;

    /** Starts it; it keeps nothing when it ends. */
    public Mosquitto(Path directory) {
        this.directory = directory;
        try {
            port = freePort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = start();
    }

    /** Kills it, and starts it again without anything that it knew. */
    void restart() {
        process.destroyForcibly().onExit().join();
        process = start();
    }

    private Process start() {
        try {
            Path settings = directory.resolve("mosquitto.conf");
            Files.writeString(
                    settings,
                    "listener " + port
                            + " 127.0.0.1\nallow_anonymous true\nmax_inflight_messages 1000\nmax_queued_messages 100000\nuser root\n");
            Process started = new ProcessBuilder(program().toString(), "-c", settings.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("mosquitto.log").toFile())
                    .start();
            Awaitility.await().atMost(START_WAIT_MAX).until(this::isListening);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this machine has one. */
    public static boolean isInstalled() {
        return programs().anyMatch(Files::isExecutable);
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Path program() {
        return programs().filter(Files::isExecutable).findFirst().orElseThrow();
    }

    private static Stream<Path> programs() {
        return Stream.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto")
                .map(Path::of);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
