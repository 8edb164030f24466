package io.punchgate.standalone.journey;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One of the three jars, running as an operator would run it. */
final class PunchgateProcess implements AutoCloseable {

    static final String ADMIN_TOKEN = "an-admin-token-for-the-journey-test";

    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final Duration STOP_MAX = Duration.ofSeconds(30);

    private final Path jar;
    private final Path folder;
    private final Map<String, String> environment;
    private final int port = freePort();
    private @Nullable Process process;

    /**
     * A process that is not started yet.
     *
     * @param folder its working directory; its output goes to {@code <jar name>.log} there
     */
    PunchgateProcess(Path jar, Path folder, Map<String, String> environment) {
        this.jar = jar.toAbsolutePath().normalize();
        this.folder = folder;
        this.environment = environment;
    }

    /** Starts it, without waiting. */
    void start() {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx768m",
                        // It lives for seconds, which the better compiler of the JVM would take for itself.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        jar.toString()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.environment().put("PUNCHGATE_TCP_PORT", "0");
        builder.environment().put("PUNCHGATE_MQTT_PORT", "0");
        builder.environment().put("PUNCHGATE_ADMIN_TOKEN", ADMIN_TOKEN);
        // The test database does not wait for the disk, and is refused otherwise.
        builder.environment().put("PUNCHGATE_DATABASE_DURABILITY", "unchecked");
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitReady() {
        Http http = new Http();
        await().atMost(START_MAX)
                .pollInterval(Duration.ofMillis(100))
                .failFast("the process ended, see " + log(), () -> !started().isAlive())
                .until(() -> http.isReady(uri()));
    }

    /** Ends it, and every process that it started, without a chance to tidy up. */
    void kill() {
        Process victim = started();
        List<ProcessHandle> all = victim.descendants().toList();
        victim.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        victim.onExit().join();
        all.forEach(child -> child.onExit().join());
    }

    @Override
    public void close() {
        Process ending = process;
        if (ending == null) {
            return;
        }
        ending.destroy();
        try {
            if (!ending.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                kill();
                throw new IllegalStateException("did not stop within " + STOP_MAX + ":\n" + logText());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private Path log() {
        return folder.resolve(jar.getFileName() + ".log");
    }

    private String logText() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    private Process started() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
