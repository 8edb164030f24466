package io.punchgate.command.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A server of one request, which answers in bytes as it likes. */
final class RawServer implements AutoCloseable {

    private final ServerSocket server;
    private final CompletableFuture<String> seen = new CompletableFuture<>();

    RawServer(Behaviour behaviour) {
        try {
            server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> serve(behaviour));
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/x";
    }

    /** The request's head and body as text, once it is read. */
    String request() {
        return seen.join();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Behaviour behaviour) {
        try (Socket socket = server.accept()) {
            seen.complete(read(socket.getInputStream()));
            behaviour.answer(socket);
        } catch (IOException e) {
            seen.completeExceptionally(e);
        }
    }

    static String read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            if (read < 0) {
                throw new EOFException();
            }
            head.append((char) read);
        }
        int length = headers(head.toString())
                .firstValue("Content-Length")
                .map(Integer::parseInt)
                .orElseThrow();
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    static HttpHeaders headers(String request) {
        Map<String, List<String>> headers = Arrays.stream(request.split("\r\n\r\n", 2)[0].split("\r\n", -1))
                .skip(1)
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> List.of(pair[1])));
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    static void readOn(Socket socket) throws IOException {
        int read = socket.getInputStream().read();
        assertThat(read).isNegative();
    }

    /** The server's reaction to a request that it has read. */
    @FunctionalInterface
    interface Behaviour {
        void answer(Socket socket) throws IOException;
    }
}
