package io.punchgate.command.gateway.anviz;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.command.gateway.DecodedRow;
import io.punchgate.command.gateway.Reporter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A known device's connection. A record that the device tells by itself is stored, but there is no way to acknowledge it; so
 * the records that it still calls new are fetched page by page, and only once a page is durable is the device told that they
 * are new no more. Nothing is read while something is being stored.
 */
final class RecordSession extends ChannelInboundHandlerAdapter {

    private static final byte[] NO_PAGE = new byte[0];
    private static final Logger LOG = LoggerFactory.getLogger(RecordSession.class);

    private final AnvizParts parts;
    private final Reporter from;
    private final long deviceId;
    private final Channel channel;
    private Doing doing = Doing.NOTHING;
    private boolean storing;
    private boolean heardSincePoll;
    private boolean repeated;
    private byte[] lastPage = NO_PAGE;
    /** The last page with a record that is cut off: it stays new at the device, and is kept for the operator once. */
    private byte[] lastCutPage = NO_PAGE;

    private @Nullable Future<?> poll;

    /** The question that the device has not answered yet. */
    private enum Doing {
        NOTHING,
        FETCHING,
        CLEARING
    }

    RecordSession(AnvizParts parts, Reporter from, long deviceId, Channel channel) {
        this.parts = parts;
        this.from = from;
        this.deviceId = deviceId;
        this.channel = channel;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        long pollMillis = parts.timeouts().poll().toMillis();
        poll = ctx.executor().scheduleAtFixedRate(this::poll, pollMillis, pollMillis, TimeUnit.MILLISECONDS);
        channel.config().setAutoRead(true);
        fetch();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        endPoll();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        endPoll();
    }

    private void endPoll() {
        if (poll != null) {
            poll.cancel(false);
        }
    }

    private void poll() {
        if (doing != Doing.NOTHING && !storing && !heardSincePoll) {
            close();
            return;
        }
        heardSincePoll = false;
        lastPage = NO_PAGE;
        fetch();
    }

    private void fetch() {
        if (doing == Doing.NOTHING) {
            doing = Doing.FETCHING;
            say(AnvizFrame.fetchNew(deviceId));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
        if (!(read instanceof AnvizFrame frame) || frame.deviceId() != deviceId) {
            ReferenceCountUtil.release(read);
            close();
            return;
        }
        heardSincePoll = true;
        if (frame.command() == AnvizFrame.PING) {
            say(AnvizFrame.pong(deviceId));
            var unused = parts.inbox().heartbeat(from).whenCompleteAsync(this::heartbeatTold, channel.eventLoop());
        } else if (frame.command() == AnvizFrame.REAL_TIME_RECORD) {
            store(List.of(AnvizReportDecoder.decodeRecord(frame.data())), this::fetch);
        } else if (doing == Doing.FETCHING && frame.answers(AnvizFrame.FETCH)) {
            doing = Doing.NOTHING;
            page(frame);
        } else if (doing == Doing.CLEARING && frame.answers(AnvizFrame.CLEAR_NEW)) {
            doing = Doing.NOTHING;
            if (frame.result() == AnvizFrame.DONE && !repeated) {
                fetch();
            }
        }
    }

    private void heartbeatTold(@Nullable DeviceReply reply, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.warn("An Anviz device's heartbeat was not told: {}", failure.toString());
        } else if (reply instanceof DeviceReply.Refused) {
            close();
        }
    }

    /** After a page that comes again although it was cleared there is no next one until the next look: it may go on for ever. */
    private void page(AnvizFrame frame) {
        if (frame.result() != AnvizFrame.DONE) {
            return;
        }
        List<DecodedRow> whole = AnvizReportDecoder.decode(frame.data());
        List<DecodedRow> rows = new ArrayList<>(whole);
        if (!Arrays.equals(frame.data(), lastCutPage)) {
            AnvizReportDecoder.decodeCutRecord(frame.data()).ifPresent(cut -> {
                lastCutPage = frame.data();
                rows.add(cut);
            });
        }
        if (rows.isEmpty()) {
            return;
        }
        store(rows, () -> {
            repeated = Arrays.equals(frame.data(), lastPage);
            lastPage = frame.data();
            if (!whole.isEmpty()) {
                doing = Doing.CLEARING;
                say(AnvizFrame.clearNew(deviceId, whole.size()));
            }
        });
    }

    /** The device still calls new what was not stored: it is fetched again. */
    private void store(List<DecodedRow> rows, Runnable afterwards) {
        storing = true;
        channel.config().setAutoRead(false);
        var unused = parts.rows()
                .store(from, rows)
                .whenCompleteAsync(
                        (reply, failure) -> {
                            storing = false;
                            channel.config().setAutoRead(true);
                            if (failure != null) {
                                LOG.warn("Records of an Anviz device were not stored: {}", failure.toString());
                            } else if (!(reply instanceof DeviceReply.Refused refused)) {
                                afterwards.run();
                            } else if (refused.refusal() != Refusal.SUBSCRIPTION_INACTIVE) {
                                close();
                            }
                        },
                        channel.eventLoop());
    }

    private void say(AnvizFrame frame) {
        var unused = channel.writeAndFlush(Unpooled.wrappedBuffer(frame.bytes()));
    }

    private void close() {
        var unused = channel.close();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent && !storing) {
            close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("An Anviz device's connection failed", cause);
        close();
    }
}
