package io.punchgate.command.gateway.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** A device's end of a connection. */
final class DeviceSocket implements AutoCloseable {

    private static final int READ_WAIT_MILLIS = 20_000;

    private final Socket socket;
    private final BufferedReader in;

    DeviceSocket(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    DeviceSocket(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(READ_WAIT_MILLIS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    /** Sends the lines and an end of line after each. */
    void send(String... lines) {
        write(String.join("\n", lines) + "\n");
    }

    /** Sends exactly that. */
    void write(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(UTF_8));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next line, or null at the end of the connection. */
    @Nullable
    String read() {
        try {
            return in.readLine();
        } catch (SocketException reset) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String ask(String line) {
        send(line);
        return String.valueOf(read());
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
