package io.punchgate.command.gateway.tcp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.punchgate.runtime.start.StartRefused;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The port: open while the process serves; it closes before what the answers under way need. */
final class TcpServer implements SmartLifecycle {

    /** Connections that the operating system may hold until they are accepted. */
    private static final int BACKLOG = 1_024;

    private static final int ACCEPTING_THREADS = 1;
    private static final int SERVING_THREADS = 2;
    private static final long THREADS_END_WAIT_MILLIS = 1_000;

    /** Between the web server, which stops before, and the confirming of the last sightings, which comes after. */
    private static final int PHASE = Integer.MAX_VALUE - 2_304;

    private static final Logger LOG = LoggerFactory.getLogger(TcpServer.class);

    private final TcpSettings settings;
    private final TcpConnections connections;
    private final TcpTimeouts patience;
    private volatile @Nullable Running running;

    TcpServer(TcpSettings settings, TcpConnections connections, TcpTimeouts patience) {
        this.settings = settings;
        this.connections = connections;
        this.patience = patience;
    }

    private record Running(ServerSocketChannel port, EventLoopGroup accepting, EventLoopGroup serving) {

        void endThreads() {
            var unused = accepting.shutdownGracefully(0, THREADS_END_WAIT_MILLIS, TimeUnit.MILLISECONDS);
            serving.shutdownGracefully(0, THREADS_END_WAIT_MILLIS, TimeUnit.MILLISECONDS)
                    .awaitUninterruptibly(THREADS_END_WAIT_MILLIS);
        }
    }

    /** The port that is open, or -1. */
    int port() {
        @Nullable Running now = running;
        return now == null || !now.port().isActive()
                ? -1
                : now.port().localAddress().getPort();
    }

    /** Whether all is as the settings ask. */
    boolean isServing() {
        return settings.isOff() || port() >= 0;
    }

    @Override
    public void start() {
        if (settings.isOff()) {
            return;
        }
        Running starting = bind();
        running = starting;
        LOG.info("Devices connect over TCP{} at port {}", connections.isEncrypted() ? " with TLS" : "", port());
    }

    private Running bind() {
        EventLoopGroup accepting = threads(ACCEPTING_THREADS, "tcp-accept");
        EventLoopGroup serving = threads(SERVING_THREADS, "tcp");
        ChannelFuture bound = new ServerBootstrap()
                .group(accepting, serving)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                // A device that has said all it has to say still gets its answers.
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(connections)
                .bind(new InetSocketAddress(settings.tcpPort()))
                .awaitUninterruptibly();
        Running started = new Running((ServerSocketChannel) bound.channel(), accepting, serving);
        @Nullable Throwable failure = bound.cause();
        if (failure != null) {
            started.endThreads();
            throw new StartRefused(
                    "TCP port " + settings.tcpPort() + " cannot be opened for devices: " + failure.getMessage(),
                    "Free the port, or set PUNCHGATE_TCP_PORT to another one (0 for any free port, -1 for none).");
        }
        return started;
    }

    @Override
    public void stop() {
        @Nullable Running stopping = running;
        if (stopping == null) {
            return;
        }
        stopping.port().close().awaitUninterruptibly(patience.shutdown().toMillis());
        ChannelGroup open = connections.open();
        open.forEach(channel -> channel.pipeline().fireUserEventTriggered(Ending.NOW));
        if (!open.newCloseFuture().awaitUninterruptibly(patience.shutdown().toMillis())) {
            LOG.warn("{} connections still had answers under way when their time was over", open.size());
            open.close().awaitUninterruptibly(patience.shutdown().toMillis());
        }
        stopping.endThreads();
        running = null;
    }

    private static EventLoopGroup threads(int threads, String name) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
