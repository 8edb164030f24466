package io.punchgate.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A customer's server that acknowledges at once, and costs little, as it shares the cores with what is measured. */
final class CustomerServer implements AutoCloseable {

    private static final int BACKLOG = 1_024;
    private static final int REQUEST_BYTES_MAX = 16 * 1024;
    private static final String LENGTH = "\r\ncontent-length:";
    private static final byte[] DONE =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n{\"status\":\"done\"}"
                    .getBytes(ISO_8859_1);

    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile Receipts receipts = new Receipts(0, 0, 0, true);
    private volatile boolean hanging;

    CustomerServer() throws IOException {
        server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("customer").start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/punches";
    }

    /** Counts what arrives from now on there. */
    void count(Receipts into) {
        receipts = into;
    }

    /** Answers nothing from now on, or answers again; what came meanwhile is never answered. */
    void hang(boolean hangs) {
        hanging = hangs;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                // A platform thread that a push wakes would interrupt the one that sends it.
                Thread.startVirtualThread(() -> serve(connection));
            } catch (IOException e) {
                // Closed: the loop ends.
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            byte[] buffer = new byte[REQUEST_BYTES_MAX];
            for (String request = read(connection.getInputStream(), buffer);
                    !request.isEmpty();
                    request = read(connection.getInputStream(), buffer)) {
                long now = System.nanoTime();
                if (hanging) {
                    continue;
                }
                receipts.received(textAfter(request, "\"SerialNumber\":\""), textAfter(request, "\"UserId\":\""), now);
                connection.getOutputStream().write(DONE);
            }
        } catch (IOException e) {
            // The product closed it; whatever is missing is counted as missing.
        } finally {
            connections.remove(connection);
        }
    }

    /** One request, or nothing at the end of the connection. The product does not pipeline. */
    private static String read(InputStream in, byte[] buffer) throws IOException {
        int length = 0;
        int whole = Integer.MAX_VALUE;
        while (length < whole) {
            int count = in.read(buffer, length, buffer.length - length);
            if (count <= 0) {
                return "";
            }
            length += count;
            if (whole == Integer.MAX_VALUE) {
                whole = wholeLength(new String(buffer, 0, length, ISO_8859_1));
            }
        }
        return new String(buffer, 0, length, ISO_8859_1);
    }

    private static int wholeLength(String request) throws IOException {
        int end = request.indexOf("\r\n\r\n");
        if (end < 0) {
            return Integer.MAX_VALUE;
        }
        for (int line = request.indexOf("\r\n"); line < end; line = request.indexOf("\r\n", line + 2)) {
            if (request.regionMatches(true, line, LENGTH, 0, LENGTH.length())) {
                int from = line + LENGTH.length();
                String length = request.substring(from, request.indexOf('\r', from));
                return end + 4 + Integer.parseInt(length.strip());
            }
        }
        throw new IOException("a push without Content-Length");
    }

    private static String textAfter(String request, String key) {
        int at = request.indexOf(key);
        int from = at + key.length();
        return at < 0 ? "" : request.substring(from, request.indexOf('"', from));
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
