package io.punchgate.query.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/** A call over a socket, so that its answer is seen byte by byte, and only as fast as it is read. */
final class RawCall implements AutoCloseable {

    private static final int WAIT_MAX_MILLIS = 20_000;
    /** Small, so that the other end notices soon that nobody reads. */
    private static final int RECEIVED_BYTES = 8 * 1024;

    private final Socket socket = new Socket();

    RawCall(int port) throws IOException {
        socket.setReceiveBufferSize(RECEIVED_BYTES);
        socket.setSoTimeout(WAIT_MAX_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Asks, and reads the first bytes of the answer. */
    String begin(String method, String path, String version, String key) throws IOException {
        String request = method + " " + path + " " + version + "\r\nHost: gate\r\nAuthorization: Bearer " + key
                + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        byte[] first = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        return new String(first, ISO_8859_1);
    }

    /** All that is left of the answer until its connection ends, however it ends. */
    String rest() throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] some = new byte[64 * 1024];
        try {
            for (int n = socket.getInputStream().read(some);
                    n >= 0;
                    n = socket.getInputStream().read(some)) {
                read.write(some, 0, n);
            }
        } catch (SocketException reset) {
            // The other end has closed it with bytes under way.
        }
        return read.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
