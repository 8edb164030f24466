package io.punchgate.command.gateway.anviz;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.device.Transport;
import io.punchgate.command.gateway.AuthenticationFailures;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.socket.DevicePort;
import io.punchgate.command.gateway.socket.PeerAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The beginning of a connection: the device is asked for its serial number, for its number in the frames is not that. It gets
 * its {@link RecordSession} if the operator knows both as one device. What it reports until then it reports again.
 */
final class AnvizHandshake extends ChannelInboundHandlerAdapter {

    /** The number that every device answers to. */
    private static final long ANY_DEVICE = 0;

    private static final Logger LOG = LoggerFactory.getLogger(AnvizHandshake.class);

    private final AnvizParts parts;
    private boolean askedByNumber;
    private @Nullable Future<?> timeout;

    AnvizHandshake(AnvizParts parts) {
        this.parts = parts;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        timeout = ctx.executor()
                .schedule(() -> close(ctx), parts.timeouts().handshake().toMillis(), TimeUnit.MILLISECONDS);
        say(ctx, AnvizFrame.serialNumber(ANY_DEVICE));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        endTimeout();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
        if (!(read instanceof AnvizFrame frame)) {
            ReferenceCountUtil.release(read);
            close(ctx);
        } else if (frame.command() == AnvizFrame.PING) {
            say(ctx, AnvizFrame.pong(frame.deviceId()));
            if (!askedByNumber) {
                askedByNumber = true;
                say(ctx, AnvizFrame.serialNumber(frame.deviceId()));
            }
        } else if (frame.answers(AnvizFrame.SERIAL_NUMBER)) {
            authenticate(ctx, frame);
        }
    }

    private void authenticate(ChannelHandlerContext ctx, AnvizFrame frame) {
        long arrivedNanos = System.nanoTime();
        endTimeout();
        ctx.channel().config().setAutoRead(false);
        Optional<String> sn = AnvizReportDecoder.decodeSerialNumber(frame.data());
        String address = PeerAddress.of(ctx.channel());
        if (sn.isEmpty()) {
            parts.inbox().noteNameless(null, Transport.ANVIZ, address);
            fail(ctx, address, arrivedNanos);
            return;
        }
        Reporter from = new Reporter(sn.get(), Credential.number(frame.deviceId(), address), Transport.ANVIZ);
        var unused = parts.inbox()
                .config(from)
                .whenCompleteAsync(
                        (reply, failure) -> {
                            if (failure != null) {
                                LOG.warn("An Anviz device could not be identified: {}", failure.toString());
                                close(ctx);
                            } else if (reply instanceof DeviceReply.Config config) {
                                begin(ctx, from, frame.deviceId(), config.settings());
                            } else {
                                fail(ctx, address, arrivedNanos);
                            }
                        },
                        ctx.executor());
    }

    private void begin(ChannelHandlerContext ctx, Reporter from, long deviceId, DeviceSettings settings) {
        if (ctx.channel().isActive()) {
            DevicePort.known(ctx.channel());
            ctx.pipeline()
                    .addFirst(new IdleStateHandler(settings.offlineAfterSeconds(), 0, 0))
                    .replace(this, null, new RecordSession(parts, from, deviceId, ctx.channel()));
        }
    }

    /** In the same time whatever was wrong, as everywhere. */
    private void fail(ChannelHandlerContext ctx, String address, long arrivedNanos) {
        var limited = parts.failures().count(address);
        LOG.debug("An Anviz device that was not admitted; limited: {}", limited.isPresent());
        var unused = ctx.executor()
                .schedule(() -> close(ctx), AuthenticationFailures.waitNanos(arrivedNanos), TimeUnit.NANOSECONDS);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("A connection failed before its device was identified", cause);
        close(ctx);
    }

    private void endTimeout() {
        if (timeout != null) {
            timeout.cancel(false);
        }
    }

    private static void say(ChannelHandlerContext ctx, AnvizFrame frame) {
        var unused = ctx.writeAndFlush(Unpooled.wrappedBuffer(frame.bytes()));
    }

    private static void close(ChannelHandlerContext ctx) {
        var unused = ctx.close();
    }
}
