package io.punchgate.command.gateway.anviz;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts bytes into frames. After a byte that is out of place, a length that no frame has or a wrong checksum nobody knows
 * where the next frame begins: {@link #BROKEN} comes out, once, and nothing after it.
 */
final class AnvizFrameDecoder extends ByteToMessageDecoder {

    /** Bytes of a frame's data: a page of records with room to spare. */
    static final int DATA_BYTES_MAX = 1_024;

    /** In place of what is no frame. */
    static final Object BROKEN = new Object();

    private static final int COMMAND_AT = 5;

    private boolean broken;

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        int start = in.readerIndex();
        if (in.getUnsignedByte(start) != AnvizFrame.START) {
            refuse(in, out);
            return;
        }
        if (in.readableBytes() < AnvizFrame.ANSWER_HEADER_BYTES) {
            return;
        }
        int command = in.getUnsignedByte(start + COMMAND_AT);
        int header = AnvizFrame.hasResult(command) ? AnvizFrame.ANSWER_HEADER_BYTES : AnvizFrame.HEADER_BYTES;
        int dataBytes = in.getUnsignedShort(start + header - Short.BYTES);
        int bytes = header + dataBytes + AnvizFrame.CHECKSUM_BYTES;
        if (dataBytes > DATA_BYTES_MAX) {
            refuse(in, out);
        } else if (in.readableBytes() >= bytes) {
            take(in, new byte[bytes], header, out);
        }
    }

    private void take(ByteBuf in, byte[] bytes, int header, List<Object> out) {
        in.readBytes(bytes);
        int end = bytes.length - AnvizFrame.CHECKSUM_BYTES;
        int sent = (bytes[end] & 0xFF) | ((bytes[end + 1] & 0xFF) << Byte.SIZE);
        if (Checksum.of(bytes, end) != sent) {
            refuse(in, out);
            return;
        }
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        int command = fields.get(COMMAND_AT) & 0xFF;
        int result = header == AnvizFrame.ANSWER_HEADER_BYTES ? fields.get(COMMAND_AT + 1) & 0xFF : 0;
        byte[] data = Arrays.copyOfRange(bytes, header, end);
        out.add(new AnvizFrame(fields.getInt(1) & 0xFFFF_FFFFL, command, result, data));
    }

    private void refuse(ByteBuf in, List<Object> out) {
        broken = true;
        in.skipBytes(in.readableBytes());
        out.add(BROKEN);
    }
}
