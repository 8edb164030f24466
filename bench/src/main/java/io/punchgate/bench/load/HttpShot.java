package io.punchgate.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;

/** A kept connection that sends a prebuilt request and reads no more of the answer than it must. */
final class HttpShot implements Shot {

    private static final int ANSWER_BYTES_MAX = 16 * 1024;
    private static final int CONNECT_MILLIS_MAX = 5_000;
    private static final int ANSWER_MILLIS_MAX = 30_000;
    private static final String LENGTH = "\r\ncontent-length:";

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;
    private final PunchRequests requests;
    private final byte[] request;
    private final byte[] answer = new byte[ANSWER_BYTES_MAX];

    HttpShot(int port, PunchRequests requests) throws IOException {
        this.requests = requests;
        this.request = new byte[requests.lengthMax()];
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(ANSWER_MILLIS_MAX);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS_MAX);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    @Override
    public boolean fire(int device, long user) throws IOException {
        out.write(request, 0, requests.write(device, user, request));
        int read = 0;
        int end = -1;
        while (end < 0) {
            read += readMore(read);
            end = endOfHeaders(read);
        }
        int whole = end + contentLength(end);
        while (read < whole) {
            read += readMore(read);
        }
        // "HTTP/1.1 200": of a status line only the code matters.
        return answer[9] == '2' && answer[10] == '0' && answer[11] == '0';
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

    private int contentLength(int end) throws IOException {
        String headers = new String(answer, 0, end, ISO_8859_1).toLowerCase(Locale.ROOT);
        int name = headers.indexOf(LENGTH);
        if (name < 0) {
            throw new IOException("an answer without Content-Length: " + headers);
        }
        int from = name + LENGTH.length();
        return Integer.parseInt(
                headers.substring(from, headers.indexOf('\r', from)).strip());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
