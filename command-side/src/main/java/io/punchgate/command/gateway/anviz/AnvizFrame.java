package io.punchgate.command.gateway.anviz;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A frame. What a device says by itself, and what it is asked, has a command below 0x80; an answer has that plus 0x80 and how it
 * went.
 */
final class AnvizFrame {

    static final int START = 0xA5;
    /** The first command byte of an answer. */
    static final int ANSWER = 0x80;

    static final int HEADER_BYTES = 8;
    static final int ANSWER_HEADER_BYTES = 9;
    static final int CHECKSUM_BYTES = 2;

    /** A record by the device itself, in the form of an answer. */
    static final int REAL_TIME_RECORD = 0xDF;

    static final int PING = 0x7F;
    static final int SERIAL_NUMBER = 0x24;
    static final int FETCH = 0x40;
    static final int CLEAR_NEW = 0x4E;

    static final int DONE = 0;

    private static final byte[] NO_DATA = new byte[0];

    private final long deviceId;
    private final int command;
    private final int result;
    private final byte[] data;

    AnvizFrame(long deviceId, int command, int result, byte[] data) {
        this.deviceId = deviceId;
        this.command = command;
        this.result = result;
        this.data = data;
    }

    /** The number that the device's menu calls its id. */
    long deviceId() {
        return deviceId;
    }

    /** The command's byte, 0 to 255. */
    int command() {
        return command;
    }

    /** The result that an answer tells; else 0. */
    int result() {
        return result;
    }

    /** The data; nobody changes it. */
    byte[] data() {
        return data;
    }

    static AnvizFrame ask(long deviceId, int command, int... data) {
        byte[] bytes = new byte[data.length];
        for (int n = 0; n < data.length; n++) {
            bytes[n] = (byte) data[n];
        }
        return new AnvizFrame(deviceId, command, 0, bytes);
    }

    static AnvizFrame serialNumber(long deviceId) {
        return ask(deviceId, SERIAL_NUMBER);
    }

    static AnvizFrame pong(long deviceId) {
        return new AnvizFrame(deviceId, PING + ANSWER, DONE, NO_DATA);
    }

    /** The first page of the records that are new. */
    static AnvizFrame fetchNew(long deviceId) {
        return ask(deviceId, FETCH, 2, AnvizReportDecoder.RECORDS_MAX);
    }

    /** The oldest of the records that are new are not new any more. */
    static AnvizFrame clearNew(long deviceId, int records) {
        return ask(deviceId, CLEAR_NEW, 2, records >> 16, records >> 8, records);
    }

    /** True if an answer's header stands before the data. */
    static boolean hasResult(int command) {
        return command >= ANSWER;
    }

    /** True if it answers that command. */
    boolean answers(int asked) {
        return command == asked + ANSWER;
    }

    byte[] bytes() {
        boolean answer = hasResult(command);
        int header = answer ? ANSWER_HEADER_BYTES : HEADER_BYTES;
        ByteBuffer frame = ByteBuffer.allocate(header + data.length + CHECKSUM_BYTES);
        frame.put((byte) START).putInt((int) deviceId).put((byte) command);
        if (answer) {
            frame.put((byte) result);
        }
        frame.putShort((short) data.length).put(data);
        int checksum = Checksum.of(frame.array(), frame.position());
        return frame.put((byte) checksum).put((byte) (checksum >> Byte.SIZE)).array();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AnvizFrame frame
                && deviceId == frame.deviceId
                && command == frame.command
                && result == frame.result
                && Arrays.equals(data, frame.data);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes());
    }

    /** Without the data, which is personal. */
    @Override
    public String toString() {
        return "Frame[device %d, command %02X, result %d, %d bytes]".formatted(deviceId, command, result, data.length);
    }
}
