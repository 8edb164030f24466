package io.punchgate.command.gateway.anviz;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A device in its client mode, on a real socket. */
final class AnvizDevice implements AutoCloseable {

    static final int ID = 7;
    private static final LocalDateTime EPOCH = LocalDateTime.parse("2000-01-02T00:00:00");

    private final EmbeddedChannel frames = new EmbeddedChannel(new AnvizFrameDecoder());
    private final Socket socket;

    AnvizDevice(int port) {
        try {
            socket = new Socket("localhost", port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A device that has told its serial number and was asked for its records. */
    static AnvizDevice known(int port, String sn) {
        AnvizDevice device = new AnvizDevice(port);
        device.tellSerialNumber(sn, ID);
        device.expect(AnvizFrame.fetchNew(ID));
        return device;
    }

    void tellSerialNumber(String sn, int id) {
        expect(AnvizFrame.serialNumber(0));
        say(new AnvizFrame(
                id,
                AnvizFrame.SERIAL_NUMBER + AnvizFrame.ANSWER,
                AnvizFrame.DONE,
                Arrays.copyOf(sn.getBytes(US_ASCII), 16)));
    }

    /** A record of that user, always of the same time. */
    static byte[] record(long user, int backup, int type) {
        ByteBuffer record = ByteBuffer.allocate(AnvizReportDecoder.RECORD_BYTES);
        record.put((byte) (user >> 32)).putInt((int) user);
        record.putInt((int) Duration.between(EPOCH, LocalDateTime.parse("2026-06-21T09:30:00"))
                .toSeconds());
        return record.put((byte) backup).put((byte) type).array();
    }

    /** The page of these records. */
    static AnvizFrame page(byte[]... records) {
        ByteBuffer page = ByteBuffer.allocate(1 + records.length * AnvizReportDecoder.RECORD_BYTES);
        page.put((byte) records.length);
        for (byte[] record : records) {
            page.put(record);
        }
        return new AnvizFrame(ID, AnvizFrame.FETCH + AnvizFrame.ANSWER, AnvizFrame.DONE, page.array());
    }

    static AnvizFrame cleared(int result) {
        return new AnvizFrame(ID, AnvizFrame.CLEAR_NEW + AnvizFrame.ANSWER, result, new byte[0]);
    }

    void say(AnvizFrame frame) {
        write(frame.bytes());
    }

    void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void expect(AnvizFrame frame) {
        @Nullable AnvizFrame heard = hear(Duration.ofSeconds(10));
        if (!frame.equals(heard)) {
            throw new AssertionError("expected " + frame + ", heard " + heard);
        }
    }

    /** The next frame, or null if there is none for so long, or no more. */
    @Nullable
    AnvizFrame hear(Duration wait) {
        @Nullable AnvizFrame next = frames.readInbound();
        try {
            socket.setSoTimeout((int) wait.toMillis());
            byte[] bytes = new byte[1_024];
            while (next == null) {
                int read = socket.getInputStream().read(bytes);
                if (read < 0) {
                    return null;
                }
                frames.writeInbound(Unpooled.copiedBuffer(bytes, 0, read));
                next = frames.readInbound();
            }
            return next;
        } catch (SocketTimeoutException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True if the server closes the connection in time, whatever it says before. */
    boolean isClosedByServer() {
        try {
            socket.setSoTimeout(10_000);
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException reset) {
            return true;
        }
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
