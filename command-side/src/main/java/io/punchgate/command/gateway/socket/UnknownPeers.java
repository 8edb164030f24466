package io.punchgate.command.gateway.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a port whose device is not known yet: only so many of an address, and of what they send only so much is
 * in memory in all. Little is taken of each of them always.
 */
final class UnknownPeers {

    /** Connections of an address that have not logged in. After an outage a site's devices come all at once. */
    static final int PER_ADDRESS_MAX = 2_000;
    /** Seconds in which a message, once it has begun, must have come. */
    static final int MESSAGE_SECONDS_MAX = 30;
    /** Bytes that a connection may send whatever others do. */
    static final int SMALL_BYTES_MAX = 32 * 1024;
    /** Bytes beyond that, of all connections. */
    static final long LARGE_BYTES_MAX = 24L * 1024 * 1024;

    private final ConcurrentMap<String, Integer> ofAddresses = new ConcurrentHashMap<>();
    private final AtomicLong largeBytes = new AtomicLong();

    /** Counts a new connection, until it is closed or known; false where its address has too many. */
    boolean admits(Channel channel) {
        Peer peer = new Peer(PeerAddress.of(channel));
        if (ofAddresses.merge(peer.address, 1, Integer::sum) > PER_ADDRESS_MAX) {
            forget(peer.address);
            return false;
        }
        channel.pipeline().addFirst(peer);
        GenericFutureListener<Future<? super Void>> left = closed -> peer.leave();
        var unused = channel.closeFuture().addListener(left);
        return true;
    }

    /** The connection's device is known. Called by the connection's event loop. */
    static void known(Channel channel) {
        @Nullable Peer peer = channel.pipeline().get(Peer.class);
        if (peer != null) {
            peer.leave();
            channel.pipeline().remove(peer);
        }
    }

    /** A message of the connection was answered: it is in memory no longer. Called by the connection's event loop. */
    static void answered(Channel channel) {
        @Nullable Peer peer = channel.pipeline().get(Peer.class);
        if (peer != null) {
            peer.endMessage();
        }
    }

    private void forget(String address) {
        ofAddresses.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }

    /** Used by its connection's event loop alone. */
    private final class Peer extends ChannelInboundHandlerAdapter {

        private final String address;
        private long bytes;
        private boolean gone;
        private @Nullable ScheduledFuture<?> deadline;

        Peer(String address) {
            this.address = address;
        }

        private long large() {
            return Math.max(0, bytes - SMALL_BYTES_MAX);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object read) {
            if (deadline == null && !gone) {
                deadline = ctx.executor().schedule(() -> close(ctx), MESSAGE_SECONDS_MAX, TimeUnit.SECONDS);
            }
            long before = large();
            bytes += read instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
            long more = large() - before;
            if (more > 0 && !gone && largeBytes.addAndGet(more) > LARGE_BYTES_MAX) {
                ReferenceCountUtil.release(read);
                var unused = ctx.close();
            } else {
                ctx.fireChannelRead(read);
            }
        }

        private static void close(ChannelHandlerContext ctx) {
            var unused = ctx.close();
        }

        void endMessage() {
            if (deadline != null) {
                deadline.cancel(false);
                deadline = null;
            }
            if (!gone) {
                largeBytes.addAndGet(-large());
                bytes = 0;
            }
        }

        void leave() {
            endMessage();
            if (!gone) {
                gone = true;
                forget(address);
            }
        }
    }
}
