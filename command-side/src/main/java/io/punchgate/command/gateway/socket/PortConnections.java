package io.punchgate.command.gateway.socket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The connections of a port. It takes a new one in, or closes it where there are too many. */
@Sharable
final class PortConnections extends ChannelInitializer<SocketChannel> {

    private final DevicePort.Place place;
    private final Consumer<SocketChannel> dialect;
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    /** Counts what is open and what is being refused: event loops that compared the group's size would both let one in. */
    private final AtomicInteger count = new AtomicInteger();

    private final UnknownPeers unknown = new UnknownPeers();
    private final Counter refused;

    PortConnections(DevicePort.Place place, Consumer<SocketChannel> dialect, MeterRegistry meters) {
        this.place = place;
        this.dialect = dialect;
        this.refused = Counter.builder("punchgate." + place.plainName() + ".refused")
                .description("connections closed at once because there were too many")
                .register(meters);
        Gauge.builder("punchgate." + place.plainName() + ".connections", open, ChannelGroup::size)
                .description("open connections of devices")
                .register(meters);
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        int connections = count.incrementAndGet();
        var unused = channel.closeFuture().addListener(closed -> count.decrementAndGet());
        if (connections > place.connectionsMax() || !unknown.admits(channel)) {
            refused.increment();
            unused = channel.close();
            return;
        }
        open.add(channel);
        @Nullable SslContext tls = place.tls();
        if (tls != null) {
            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
        }
        dialect.accept(channel);
    }

    ChannelGroup open() {
        return open;
    }
}
