package io.punchgate.command.delivery.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.ReferenceCountUtil;
import java.util.List;

/** Reads one answer a request. All that comes while none is expected is stray, line ends too. */
final class AnswerDecoder extends HttpResponseDecoder {

    private static final int STATUS_LINE_CHARACTERS_MAX = 8_192;
    private static final int HEADERS_BYTES_MAX = 64 * 1024;

    private boolean expecting;
    private boolean begun;
    private boolean stray;

    /** Lenient with line ends and names of headers, as servers in the field are. */
    AnswerDecoder() {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(STATUS_LINE_CHARACTERS_MAX)
                .setMaxHeaderSize(HEADERS_BYTES_MAX)
                .setValidateHeaders(false)
                .setStrictLineParsing(false));
    }

    /** A request goes out: its answer is expected. */
    void expect() {
        expecting = true;
        begun = false;
    }

    /** The answer is complete. */
    void answered() {
        expecting = false;
    }

    /** Tells whether a byte of the expected answer has come. */
    boolean hasBegun() {
        return begun;
    }

    /** Tells whether bytes came that no request asked for. */
    boolean hasStray() {
        return stray;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
        if (expecting) {
            begun = true;
            super.channelRead(context, bytes);
        } else {
            stray = true;
            ReferenceCountUtil.release(bytes);
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> read) throws Exception {
        if (expecting) {
            super.decode(context, bytes, read);
        } else {
            stray = stray || bytes.isReadable();
            bytes.skipBytes(bytes.readableBytes());
        }
    }
}
