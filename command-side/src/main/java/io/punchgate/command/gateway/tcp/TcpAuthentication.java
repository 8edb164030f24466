package io.punchgate.command.gateway.tcp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.Transport;
import io.punchgate.command.gateway.AuthenticationFailures;
import io.punchgate.command.gateway.ReportUnavailable;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.json.DeviceAnswer;
import io.punchgate.command.gateway.json.StrictJson;
import io.punchgate.command.gateway.socket.DevicePort;
import io.punchgate.command.gateway.socket.PeerAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The beginning of a connection: it hears one line and then nothing until that is answered. Whoever is not the device is
 * told so, counted, and left. The device gets its {@link TcpSession} in this handler's place.
 */
final class TcpAuthentication extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(TcpAuthentication.class);

    private final TcpParts parts;
    private @Nullable Future<?> timeout;

    TcpAuthentication(TcpParts parts) {
        this.parts = parts;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        timeout = ctx.executor()
                .schedule(() -> close(ctx), parts.timeouts().auth().toMillis(), TimeUnit.MILLISECONDS);
        ctx.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        endTimeout();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object line) {
        long arrivedNanos = System.nanoTime();
        endTimeout();
        ctx.channel().config().setAutoRead(false);
        if (line instanceof byte[] bytes) {
            authenticate(ctx, TcpReportDecoder.decode(bytes), arrivedNanos);
        } else {
            ReferenceCountUtil.release(line);
            leave(ctx, null, DeviceAnswer.tooLarge("the line is too long"));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent || event instanceof DevicePort.PortClosing) {
            var unused = ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("A connection failed before it was authenticated", cause);
        var unused = ctx.close();
    }

    private void authenticate(ChannelHandlerContext ctx, TcpRequest request, long arrivedNanos) {
        String address = PeerAddress.of(ctx.channel());
        Optional<Reporter> from = reporter(request, address);
        if (from.isEmpty()) {
            parts.inbox().noteNameless(shownSerial(request), Transport.TCP, address);
            fail(ctx, request, arrivedNanos);
            return;
        }
        var unused = parts.inbox()
                .config(from.get())
                .whenCompleteAsync(
                        (reply, failure) -> {
                            if (failure != null) {
                                leave(ctx, request.id(), unavailable(failure));
                            } else {
                                admit(ctx, request, from.get(), reply, arrivedNanos);
                            }
                        },
                        ctx.executor());
    }

    private static Optional<Reporter> reporter(TcpRequest request, String address) {
        return request instanceof TcpRequest.Call call && call.op() == TcpRequest.Op.AUTH
                ? Reporter.withToken(text(call.body(), "sn"), text(call.body(), "token"), Transport.TCP, address)
                : Optional.empty();
    }

    private static @Nullable String shownSerial(TcpRequest request) {
        return request instanceof TcpRequest.Call call ? text(call.body(), "sn") : null;
    }

    private void admit(
            ChannelHandlerContext ctx, TcpRequest request, Reporter from, DeviceReply reply, long arrivedNanos) {
        if (reply instanceof DeviceReply.Config config) {
            begin(ctx, request, from, config.settings().offlineAfterSeconds());
        } else if (reply instanceof DeviceReply.Refused refused && refused.refusal() != Refusal.UNAUTHORIZED) {
            leave(ctx, request.id(), DeviceAnswer.refused(refused.refusal()));
        } else {
            fail(ctx, request, arrivedNanos);
        }
    }

    private void begin(ChannelHandlerContext ctx, TcpRequest request, Reporter from, int offlineAfterSeconds) {
        if (!ctx.channel().isActive()) {
            return;
        }
        DevicePort.known(ctx.channel());
        DeviceAnswer welcome = DeviceAnswer.of(
                new DeviceReply.Seen(null), from.sn(), parts.clock().instant());
        var unused = ctx.writeAndFlush(TcpLines.answer(request.id(), welcome));
        ctx.pipeline()
                .addBefore(ctx.name(), null, new IdleStateHandler(offlineAfterSeconds, 0, 0))
                .replace(this, null, new TcpSession(parts, from, ctx.channel()));
    }

    /** In the same time whatever was wrong, as everywhere. */
    private void fail(ChannelHandlerContext ctx, TcpRequest request, long arrivedNanos) {
        if (!(ctx.channel().remoteAddress() instanceof InetSocketAddress address)) {
            var unused = ctx.close();
            return;
        }
        DeviceAnswer answer = parts.failures().counted(address.getAddress().getHostAddress());
        var unused = ctx.executor()
                .schedule(
                        () -> leave(ctx, request.id(), answer),
                        AuthenticationFailures.waitNanos(arrivedNanos),
                        TimeUnit.NANOSECONDS);
    }

    private void leave(ChannelHandlerContext ctx, @Nullable JsonNode id, DeviceAnswer answer) {
        ConnectionClose.say(ctx, TcpLines.answer(id, answer), parts.timeouts().farewell());
    }

    private static DeviceAnswer unavailable(Throwable failure) {
        LOG.warn("A device could not be authenticated: {}", failure.toString());
        return DeviceAnswer.of(new ReportUnavailable(ReportUnavailable.RETRY_AFTER_DEFAULT, failure));
    }

    private void endTimeout() {
        if (timeout != null) {
            timeout.cancel(false);
        }
    }

    private static @Nullable String text(JsonNode body, String key) {
        @Nullable JsonNode value = StrictJson.given(body, key);
        return value == null || !value.isString() ? null : value.asString();
    }

    private static void close(ChannelHandlerContext ctx) {
        var unused = ctx.close();
    }
}
