package io.punchgate.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A Java process that serves HTTP on a free port of loopback, started and ended by the bench. */
public final class ChildProcess implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofMinutes(3);
    private static final Duration STOP_MAX = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

    private final Process process;
    private final int port;
    private final Path log;
    private final Thread endWithUs = new Thread(this::end);
    private final Duration startUp;

    private ChildProcess(Process process, int port, Path log, String readyPath, long began) {
        this.process = process;
        this.port = port;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(endWithUs);
        awaitReady(readyPath, began);
        startUp = Duration.ofNanos(System.nanoTime() - began);
    }

    /**
     * Starts a jar and waits until it is ready.
     *
     * @param arguments what comes after {@code java}
     * @param log the file that its output goes to
     * @param readyPath what it answers 200 on once it serves
     */
    static ChildProcess start(List<String> arguments, Map<String, String> environment, Path log, String readyPath) {
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Its own port and its own folder only: no call home.
        command.add("-Daxoniq.update-checker.disabled=true");
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        try {
            long began = System.nanoTime();
            return new ChildProcess(builder.start(), port, log, readyPath, began);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** The number of lines of its output that hold the text. */
    public long said(String text) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(text)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends it a signal, such as {@code STOP}. */
    public void signal(String name) {
        signal(pid(), name);
    }

    static void signal(long pid, String name) {
        try {
            int rc = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .start()
                    .waitFor();
            if (rc != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + rc);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From the start of the process to the first answer that says ready. */
    public Duration startUp() {
        return startUp;
    }

    private void awaitReady(String path, long began) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(ANSWER_MAX)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!isReady(http, request)) {
                if (!process.isAlive() || System.nanoTime() - began > START_MAX.toNanos()) {
                    end();
                    throw new IllegalStateException("a process did not start, see " + log);
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    private static boolean isReady(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process starts", e);
        }
    }

    /** Asks it to end; where it does not, ends it and what it started. */
    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(endWithUs);
    }

    private void end() {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                started.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A port of loopback that nobody listens at now. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
