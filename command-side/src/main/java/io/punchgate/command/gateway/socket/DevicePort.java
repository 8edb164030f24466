package io.punchgate.command.gateway.socket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.punchgate.runtime.start.StartRefused;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A port of a dialect's own, open while the process serves. When it closes it closes its connections: what was not
 * acknowledged is sent again.
 */
public final class DevicePort implements SmartLifecycle {

    private static final int BACKLOG = 1_024;
    private static final int SERVING_THREADS = 2;
    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(2);

    /** Between the web server, which stops before, and the confirming of the last sightings, which comes after. */
    private static final int PHASE = Integer.MAX_VALUE - 2_304;

    private static final Logger LOG = LoggerFactory.getLogger(DevicePort.class);

    private final Place place;
    private final Consumer<SocketChannel> dialect;
    /** Of those that are open and those that are just being refused, whichever thread takes them in. */
    private final AtomicInteger count = new AtomicInteger();

    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Counter refused;
    private volatile @Nullable Running running;

    /**
     * Where devices connect.
     *
     * @param dialect its name for people and metrics
     * @param setting the environment variable that moves it
     * @param port 0: any free port; negative: nowhere
     * @param connectionsMax connections at a time; one more is closed at once
     */
    public record Place(String dialect, String setting, int port, int connectionsMax) {}

    private record Running(ServerSocketChannel port, EventLoopGroup threads) {

        void endThreads() {
            threads.shutdownGracefully(0, CLOSE_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)
                    .awaitUninterruptibly(CLOSE_WAIT_MAX.toMillis());
        }
    }

    /**
     * A port that is not open yet.
     *
     * @param dialect what to make of each new connection
     */
    public DevicePort(Place place, Consumer<SocketChannel> dialect, MeterRegistry meters) {
        this.place = place;
        this.dialect = dialect;
        this.refused = Counter.builder("punchgate." + place.dialect() + ".refused")
                .description("connections closed at once because there were too many")
                .register(meters);
        Gauge.builder("punchgate." + place.dialect() + ".connections", open, ChannelGroup::size)
                .description("open connections of devices")
                .register(meters);
    }

    /** The port that is open, or -1. */
    public int port() {
        @Nullable Running now = running;
        return now == null ? -1 : now.port().localAddress().getPort();
    }

    @Override
    public void start() {
        if (place.port() >= 0) {
            running = bind();
            LOG.info("Devices connect over {} at port {}", place.dialect(), port());
        }
    }

    private Running bind() {
        EventLoopGroup threads = new MultiThreadIoEventLoopGroup(
                SERVING_THREADS, new DefaultThreadFactory(place.dialect(), true), NioIoHandler.newFactory());
        ChannelFuture bound = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new Connections())
                .bind(new InetSocketAddress(place.port()))
                .awaitUninterruptibly();
        Running started = new Running((ServerSocketChannel) bound.channel(), threads);
        @Nullable Throwable failure = bound.cause();
        if (failure != null) {
            started.endThreads();
            throw new StartRefused(
                    "Port " + place.port() + " cannot be opened for " + place.dialect() + ": " + failure.getMessage(),
                    "Free the port, or set " + place.setting() + " to another one (0 for any free port, -1 for none).");
        }
        return started;
    }

    @Override
    public void stop() {
        @Nullable Running stopping = running;
        if (stopping != null) {
            stopping.port().close().awaitUninterruptibly(CLOSE_WAIT_MAX.toMillis());
            open.close().awaitUninterruptibly(CLOSE_WAIT_MAX.toMillis());
            stopping.endThreads();
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private final class Connections extends ChannelInitializer<SocketChannel> {

        @Override
        protected void initChannel(SocketChannel channel) {
            int connections = count.incrementAndGet();
            var unused = channel.closeFuture().addListener(closed -> count.decrementAndGet());
            if (connections <= place.connectionsMax()) {
                open.add(channel);
                dialect.accept(channel);
            } else {
                refused.increment();
                unused = channel.close();
            }
        }
    }
}
