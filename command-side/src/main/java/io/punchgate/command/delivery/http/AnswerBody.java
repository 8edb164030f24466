package io.punchgate.command.delivery.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** The beginning of an answer's body. Memory is taken for what came, not for what was announced. */
final class AnswerBody {

    static final int BYTES_MAX = 64 * 1024;

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int length;

    /** Adds what fits. Returns whether all did. */
    boolean add(ByteBuf part) {
        int added = Math.min(part.readableBytes(), BYTES_MAX - length);
        if (length + added > bytes.length) {
            bytes = Arrays.copyOf(bytes, length == 0 ? added : Math.clamp(2L * length, length + added, BYTES_MAX));
        }
        part.readBytes(bytes, length, added);
        length += added;
        return !part.isReadable();
    }

    byte[] bytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
