package io.punchgate.command.gateway.tcp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.jspecify.annotations.Nullable;

/** Every open connection, and what a new one is made of: TLS if there is any, lines, their reading at will, the greeting. */
@Sharable
final class TcpConnections extends ChannelInitializer<SocketChannel> {

    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final TcpParts parts;
    private final int connectionsMax;
    private final @Nullable SslContext tls;
    private final Counter refused;

    TcpConnections(TcpParts parts, int connectionsMax, @Nullable SslContext tls, MeterRegistry meters) {
        this.parts = parts;
        this.connectionsMax = connectionsMax;
        this.tls = tls;
        this.refused = Counter.builder("punchgate.tcp.refused")
                .description("TCP connections closed at once because there were too many")
                .register(meters);
        Gauge.builder("punchgate.tcp.connections", open, ChannelGroup::size)
                .description("open TCP connections of devices")
                .register(meters);
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        if (open.size() >= connectionsMax) {
            refused.increment();
            var unused = channel.close();
            return;
        }
        open.add(channel);
        ChannelPipeline pipeline = channel.pipeline();
        if (tls != null) {
            pipeline.addLast(tls.newHandler(channel.alloc()));
        }
        pipeline.addLast(new TcpFrameDecoder(), new FlowControlHandler(), new TcpAuthentication(parts));
    }

    ChannelGroup open() {
        return open;
    }

    boolean isEncrypted() {
        return tls != null;
    }
}
