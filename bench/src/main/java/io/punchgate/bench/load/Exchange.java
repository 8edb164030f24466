package io.punchgate.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * A connection on loopback, kept until the server closes it, that reads no more of an answer than it must. It waits for it
 * without a time-out, which would make three system calls of each read; {@link Load} closes what hangs.
 */
final class Exchange implements AutoCloseable {

    private static final int ANSWER_BYTES_MAX = 64 * 1024;
    private static final int CONNECT_MILLIS_MAX = 5_000;
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final int port;
    private final byte[] answer = new byte[ANSWER_BYTES_MAX];
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private String headers = "";

    Exchange(int port) throws IOException {
        this.port = port;
        this.socket = connect(port);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS_MAX);
        return socket;
    }

    private void connectAgain() throws IOException {
        socket.close();
        socket = connect(port);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** Sends a request and gives the status of its answer. */
    int send(byte[] request, int length) throws IOException {
        out.write(request, 0, length);
        int read = 0;
        int headersEnd = -1;
        while (headersEnd < 0) {
            read += readMore(read);
            headersEnd = endOfHeaders(read);
        }
        headers = new String(answer, 0, headersEnd, ISO_8859_1);
        int whole = headersEnd + contentLength();
        while (read < whole) {
            read += readMore(read);
        }
        if ("close".equalsIgnoreCase(header("connection"))) {
            connectAgain();
        }
        return 100 * (answer[STATUS_AT] - '0') + 10 * (answer[STATUS_AT + 1] - '0') + answer[STATUS_AT + 2] - '0';
    }

    /** Whether the last answer had a header of that name. */
    boolean hasHeader(String name) {
        return header(name) != null;
    }

    /** The value of the last answer's header of that name, or null. */
    private @Nullable String header(String name) {
        int length = name.length();
        for (int line = headers.indexOf("\r\n"); line >= 0; line = headers.indexOf("\r\n", line + 2)) {
            if (headers.regionMatches(true, line + 2, name, 0, length) && headers.startsWith(":", line + 2 + length)) {
                return headers.substring(line + 3 + length, headers.indexOf('\r', line + 2))
                        .strip();
            }
        }
        return null;
    }

    private int readMore(int from) throws IOException {
        int count = in.read(answer, from, answer.length - from);
        if (count <= 0) {
            throw new EOFException("the server closed the connection, or its answer is too long");
        }
        return count;
    }

    private int endOfHeaders(int read) {
        for (int i = 3; i < read; i++) {
            if (answer[i] == '\n' && answer[i - 1] == '\r' && answer[i - 2] == '\n' && answer[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private int contentLength() throws IOException {
        String length = header("content-length");
        if (length == null) {
            throw new IOException("an answer without Content-Length: " + headers);
        }
        return Integer.parseInt(length);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
