package io.punchgate.standalone.transports;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;

/** An Anviz device in its client mode, which is asked for its records. */
final class AnvizWire implements Wire {

    private static final int READ_WAIT_MILLIS = 20_000;
    private static final int SERIAL_NUMBER = 0x24;
    private static final int FETCH = 0x40;
    private static final int CLEAR = 0x4E;
    private static final long SECONDS = Duration.between(
                    LocalDateTime.parse("2000-01-02T00:00:00"), LocalDateTime.parse("2026-06-21T09:30:00"))
            .toSeconds();

    private final Socket socket;

    AnvizWire(Installed at) {
        this(at.anvizPort, Installed.SN);
    }

    AnvizWire(int port, String sn) {
        try {
            socket = new Socket("localhost", port);
            socket.setSoTimeout(READ_WAIT_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answer(SERIAL_NUMBER, 10, Arrays.copyOf(sn.getBytes(US_ASCII), 16));
    }

    @Override
    public String transport() {
        return "anviz";
    }

    @Override
    public void leave(String userId) {
        ByteBuffer page = ByteBuffer.allocate(15).put((byte) 1).put((byte) 0).putInt(Integer.parseInt(userId));
        answer(FETCH, 12, page.putInt((int) SECONDS).put((byte) 1).put((byte) 1).array());
        answer(CLEAR, 14, new byte[0]);
    }

    /** Waits for the question, of so many bytes, and answers it. */
    private void answer(int command, int questionBytes, byte[] data) {
        try {
            byte[] question = socket.getInputStream().readNBytes(questionBytes);
            if (question.length < questionBytes || (question[5] & 0xFF) != command) {
                throw new AssertionError("not asked for %02X: %s".formatted(command, Arrays.toString(question)));
            }
            ByteBuffer frame = ByteBuffer.allocate(11 + data.length);
            frame.put((byte) 0xA5)
                    .putInt(Installed.ANVIZ_ID)
                    .put((byte) (command + 0x80))
                    .put((byte) 0);
            frame.putShort((short) data.length).put(data);
            int checksum = checksum(frame.array(), frame.position());
            frame.put((byte) checksum).put((byte) (checksum >> 8));
            socket.getOutputStream().write(frame.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int checksum(byte[] bytes, int length) {
        int crc = 0xFFFF;
        for (int n = 0; n < 8 * length; n++) {
            int bit = (bytes[n / 8] >> (n % 8)) & 1;
            crc = ((crc ^ bit) & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x8408;
        }
        return crc;
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
