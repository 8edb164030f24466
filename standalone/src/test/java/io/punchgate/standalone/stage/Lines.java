package io.punchgate.standalone.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;

/** A device's connection of lines. */
public final class Lines implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;
    private final BufferedReader lines;

    /** Connects to a port of this machine. */
    public Lines(int port) throws IOException {
        socket = new Socket("localhost", port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    /** Sends a line and returns the next that comes. */
    public String ask(String line) throws IOException {
        send(line);
        return read();
    }

    /** Sends a line. */
    public void send(String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
    }

    /** The next line that comes; "null" at the end. */
    public String read() throws IOException {
        return String.valueOf(lines.readLine());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
