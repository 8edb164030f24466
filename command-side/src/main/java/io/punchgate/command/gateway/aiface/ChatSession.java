package io.punchgate.command.gateway.aiface;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import io.punchgate.command.gateway.AuthenticationFailures;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.json.StrictJson;
import io.punchgate.command.gateway.socket.DevicePort;
import io.punchgate.command.gateway.socket.PeerAddress;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A terminal's WebSocket. One message is worked on at a time, and nothing is read meanwhile. Once the terminal is known it is
 * asked for its records, and again from time to time, for many send only the first of a day by themselves.
 */
final class ChatSession extends SimpleChannelInboundHandler<WebSocketFrame> {

    /** The name of the handler that watches for silence. */
    static final String IDLE = "idle";

    /** Pages asked for in a row: a terminal that always has another one is left until it is asked again. */
    private static final int PAGES_MAX = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(ChatSession.class);

    private final AiFaceCalls calls;
    private final AuthenticationFailures failures;
    private final AiFaceTimeouts timeouts;
    private @Nullable String sn;
    private boolean working;
    /** Hashes of the pages that came since the first was asked for. */
    private final Set<Integer> pagesSeen = new HashSet<>();

    private boolean repeated;
    private boolean paging;
    private @Nullable Future<?> poll;

    ChatSession(AiFaceCalls calls, AuthenticationFailures failures, AiFaceTimeouts timeouts) {
        this.calls = calls;
        this.failures = failures;
        this.timeouts = timeouts;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        byte[] bytes = ByteBufUtil.getBytes(frame.content());
        working = true;
        ctx.channel().config().setAutoRead(false);
        var unused =
                answer(bytes, PeerAddress.of(ctx.channel())).thenAcceptAsync(reply -> done(ctx, reply), ctx.executor());
    }

    private CompletableFuture<TerminalReply> answer(byte[] bytes, String address) {
        try {
            TerminalMessage message = AiFaceFrameDecoder.decode(bytes);
            if (message instanceof TerminalMessage.Registration) {
                sn = message.sn();
            }
            if (message instanceof TerminalMessage.Log page && page.asked()) {
                repeated = !pagesSeen.add(Objects.hash(page.logIndex(), page.rows()));
            }
            return calls.answer(message.sn() == null ? sn : message.sn(), address, message);
        } catch (InvalidReport e) {
            return calls.unreadable(sn, address, bytes, e);
        }
    }

    private void done(ChannelHandlerContext ctx, TerminalReply reply) {
        working = false;
        if (reply.outcome() == TerminalReply.Outcome.DONE) {
            DevicePort.known(ctx.channel());
        } else {
            DevicePort.answered(ctx.channel());
        }
        paging |= reply.asksForMore();
        if (reply.message() != null && !(reply.asksForMore() && isLeftUntilLater())) {
            say(ctx, reply.message());
        }
        if (reply.outcome() == TerminalReply.Outcome.DONE && poll == null && sn != null) {
            ask(ctx);
            long pollMillis = timeouts.poll().toMillis();
            poll = ctx.executor().scheduleAtFixedRate(() -> ask(ctx), pollMillis, pollMillis, TimeUnit.MILLISECONDS);
        }
        if (reply.outcome() == TerminalReply.Outcome.UNAUTHORIZED
                && failures.count(PeerAddress.of(ctx.channel())).isPresent()) {
            var unused = ctx.close();
            return;
        }
        ctx.channel().config().setAutoRead(true);
    }

    /** A terminal that gives a page again would do so for ever. */
    private boolean isLeftUntilLater() {
        return repeated || pagesSeen.size() > PAGES_MAX;
    }

    /** Not while pages come: each answer asks for the next, so that a second question would go on beside the first. */
    private void ask(ChannelHandlerContext ctx) {
        if (!paging && ctx.channel().isWritable()) {
            pagesSeen.clear();
            say(ctx, ServerMessage.fetch(true));
        }
        paging = false;
    }

    private static void say(ChannelHandlerContext ctx, Map<String, Object> message) {
        var unused = ctx.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(StrictJson.write(message))));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof HandshakeComplete) {
            ctx.pipeline()
                    .replace(
                            IDLE,
                            IDLE,
                            new IdleStateHandler(timeouts.silence().toMillis(), 0, 0, TimeUnit.MILLISECONDS));
        } else if (event instanceof IdleStateEvent && !working) {
            var unused = ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (poll != null) {
            poll.cancel(false);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("A terminal's connection failed", cause);
        if (cause instanceof TooLongFrameException) {
            var unused = ctx.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.MESSAGE_TOO_BIG))
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            var unused = ctx.close();
        }
    }
}
