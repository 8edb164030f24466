package io.punchgate.command.gateway.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts bytes into lines: each a {@code byte[]} without its {@code \n} and a {@code \r} before that. A line that grows too long
 * comes out as {@link #TOO_LONG}, once, and nothing after it. The rest of a line that never ends is no line.
 */
final class TcpFrameDecoder extends ByteToMessageDecoder {

    /** Bytes of a line, its end not counted. */
    static final int LINE_BYTES_MAX = 256 * 1024;

    /** Bytes of the first line, by which a device logs in: until then it may be anybody's. */
    static final int FIRST_LINE_BYTES_MAX = 4 * 1024;

    /** In place of a line of more than {@link #LINE_BYTES_MAX}. */
    static final Object TOO_LONG = new Object();

    private static final int LINE_END_BYTES = 2;

    private int lineBytesMax = FIRST_LINE_BYTES_MAX;
    private int scannedBytes;
    private boolean tooLong;

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (tooLong) {
            in.skipBytes(in.readableBytes());
            return;
        }
        int start = in.readerIndex();
        int end = in.indexOf(start + scannedBytes, in.writerIndex(), (byte) '\n');
        if (end >= 0) {
            scannedBytes = 0;
            take(in, end - start, out);
        } else if (in.readableBytes() >= lineBytesMax + LINE_END_BYTES) {
            refuse(in, out);
        } else {
            scannedBytes = in.readableBytes();
        }
    }

    private void take(ByteBuf in, int bytes, List<Object> out) {
        boolean carriageReturn = bytes > 0 && in.getByte(in.readerIndex() + bytes - 1) == '\r';
        int length = carriageReturn ? bytes - 1 : bytes;
        if (length > lineBytesMax) {
            refuse(in, out);
            return;
        }
        lineBytesMax = LINE_BYTES_MAX;
        byte[] line = new byte[length];
        in.readBytes(line);
        in.skipBytes(bytes - length + 1);
        out.add(line);
    }

    private void refuse(ByteBuf in, List<Object> out) {
        tooLong = true;
        in.skipBytes(in.readableBytes());
        out.add(TOO_LONG);
    }
}
