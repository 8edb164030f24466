package io.punchgate.command.gateway.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The end of a connection: a last line, and then nothing is heard any more. The socket is closed only when the peer has closed
 * or had its time: closed earlier, with bytes unread, it would take the last line with it.
 */
final class ConnectionClose extends ChannelInboundHandlerAdapter {

    private final Duration wait;
    private @Nullable Future<?> end;

    private ConnectionClose(Duration wait) {
        this.wait = wait;
    }

    /** Ends the connection of that handler, after what was written before. */
    static void say(ChannelHandlerContext ctx, ByteBuf lastLine, Duration wait) {
        if (!ctx.channel().isActive()) {
            lastLine.release();
            return;
        }
        var unused = ctx.writeAndFlush(lastLine).addListener(written -> endOutput(ctx.channel()));
        ctx.pipeline().replace(ctx.handler(), null, new ConnectionClose(wait));
        ctx.channel().config().setAutoRead(true);
    }

    /** The same without a word. */
    static void say(ChannelHandlerContext ctx, Duration wait) {
        say(ctx, Unpooled.EMPTY_BUFFER, wait);
    }

    private static void endOutput(Channel channel) {
        @Nullable SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            var unused = tls.closeOutbound();
        } else if (((DuplexChannel) channel).isInputShutdown()) {
            var unused = channel.close();
        } else {
            var unused = ((DuplexChannel) channel).shutdownOutput();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        end = ctx.executor().schedule(() -> close(ctx), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (end != null) {
            end.cancel(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object ignored) {
        ReferenceCountUtil.release(ignored);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
            var unused = ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var unused = ctx.close();
    }

    private static void close(ChannelHandlerContext ctx) {
        var unused = ctx.close();
    }
}
