package io.punchgate.command.gateway.aiface;

import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderNames.RETRY_AFTER;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import io.punchgate.command.gateway.AuthenticationFailures;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.ReportUnavailable;
import io.punchgate.command.gateway.json.StrictJson;
import io.punchgate.command.gateway.socket.DevicePort;
import io.punchgate.command.gateway.socket.PeerAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The same messages, each POSTed by itself. What asks for a WebSocket is passed on; anything else is not here. */
final class PostedMessages extends SimpleChannelInboundHandler<FullHttpRequest> {

    /** The path of WebSockets. */
    static final String CHAT = "/pub/chat";

    private static final String API = "/pub/api";

    private final AiFaceCalls calls;
    private final AuthenticationFailures failures;

    PostedMessages(AiFaceCalls calls, AuthenticationFailures failures) {
        this.calls = calls;
        this.failures = failures;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        String path = new QueryStringDecoder(request.uri()).path();
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        if (!request.decoderResult().isSuccess()) {
            send(ctx, empty(HttpResponseStatus.BAD_REQUEST), false);
        } else if (path.equals(CHAT)) {
            ctx.fireChannelRead(request.retain());
        } else if (!path.equals(API)) {
            send(ctx, empty(HttpResponseStatus.NOT_FOUND), keepAlive);
        } else if (!request.method().equals(HttpMethod.POST)) {
            send(ctx, empty(HttpResponseStatus.METHOD_NOT_ALLOWED), keepAlive);
        } else {
            answer(ctx, ByteBufUtil.getBytes(request.content()), keepAlive);
        }
    }

    private void answer(ChannelHandlerContext ctx, byte[] body, boolean keepAlive) {
        long arrivedNanos = System.nanoTime();
        String address = PeerAddress.of(ctx.channel());
        ctx.channel().config().setAutoRead(false);
        CompletableFuture<TerminalReply> reply;
        try {
            TerminalMessage message = AiFaceFrameDecoder.decode(body);
            reply = calls.answer(message.sn(), address, message);
        } catch (InvalidReport e) {
            reply = calls.unreadable(null, address, body, e);
        }
        var unused = reply.thenAcceptAsync(
                answer -> {
                    if (answer.outcome() == TerminalReply.Outcome.DONE) {
                        DevicePort.known(ctx.channel());
                    } else {
                        DevicePort.answered(ctx.channel());
                    }
                    if (answer.outcome() == TerminalReply.Outcome.UNAUTHORIZED) {
                        fail(ctx, answer, address, arrivedNanos, keepAlive);
                    } else {
                        respond(ctx, answer, status(answer), keepAlive);
                    }
                },
                ctx.executor());
    }

    private void fail(
            ChannelHandlerContext ctx, TerminalReply reply, String address, long arrivedNanos, boolean keepAlive) {
        HttpResponseStatus status =
                failures.count(address).isPresent() ? HttpResponseStatus.TOO_MANY_REQUESTS : status(reply);
        var unused = ctx.executor()
                .schedule(
                        () -> respond(ctx, reply, status, keepAlive),
                        AuthenticationFailures.waitNanos(arrivedNanos),
                        TimeUnit.NANOSECONDS);
    }

    private static void respond(
            ChannelHandlerContext ctx, TerminalReply reply, HttpResponseStatus status, boolean keepAlive) {
        FullHttpResponse response = empty(status);
        if (reply.message() != null) {
            response = response.replace(Unpooled.wrappedBuffer(StrictJson.write(reply.message())));
            response.headers().set(CONTENT_TYPE, "application/json;charset=UTF-8");
        }
        if (reply.outcome() == TerminalReply.Outcome.UNAVAILABLE) {
            response.headers().set(RETRY_AFTER, ReportUnavailable.RETRY_AFTER_DEFAULT.toSeconds());
        }
        send(ctx, response, keepAlive);
        ctx.channel().config().setAutoRead(true);
    }

    private static HttpResponseStatus status(TerminalReply reply) {
        return switch (reply.outcome()) {
            case DONE -> HttpResponseStatus.OK;
            case UNREADABLE -> HttpResponseStatus.BAD_REQUEST;
            case UNAVAILABLE -> HttpResponseStatus.SERVICE_UNAVAILABLE;
            // A registration is welcome always, as over WebSocket.
            case UNAUTHORIZED -> reply.message() == null ? HttpResponseStatus.UNAUTHORIZED : HttpResponseStatus.OK;
            case REFUSED -> reply.message() == null ? HttpResponseStatus.FORBIDDEN : HttpResponseStatus.OK;
        };
    }

    private static FullHttpResponse empty(HttpResponseStatus status) {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
    }

    private static void send(ChannelHandlerContext ctx, FullHttpResponse response, boolean keepAlive) {
        response.headers().setInt(CONTENT_LENGTH, response.content().readableBytes());
        HttpUtil.setKeepAlive(response, keepAlive);
        var written = ctx.writeAndFlush(response);
        if (!keepAlive) {
            var unused = written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        ctx.fireUserEventTriggered(event);
        if (event instanceof IdleStateEvent && ctx.channel().config().isAutoRead()) {
            var unused = ctx.close();
        }
    }
}
