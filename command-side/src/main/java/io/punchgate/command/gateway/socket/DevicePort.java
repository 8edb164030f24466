package io.punchgate.command.gateway.socket;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.punchgate.runtime.start.ShutdownOrder;
import io.punchgate.runtime.start.StartRefused;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A port of a dialect's own, open while the process serves. The limit on its connections holds whichever thread takes them
 * in. When it closes, it closes its connections: at once, or once they have had time to answer what was asked.
 */
public final class DevicePort implements SmartLifecycle {

    private static final int BACKLOG = 1_024;
    private static final int SERVING_THREADS = 2;
    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(DevicePort.class);

    private final Place place;
    private final Endings endings;
    private final PortConnections connections;
    private volatile @Nullable Running running;

    /**
     * The place where devices connect.
     *
     * @param dialect its name for people; in lower case it is part of the metrics' names, in upper case of the settings'
     * @param port 0: any free port; negative: nowhere
     * @param connectionsMax connections at a time; one more is closed at once
     * @param tls null: none
     */
    public record Place(
            String dialect,
            int port,
            int connectionsMax,
            @Nullable SslContext tls) {

        /** A place without TLS. */
        public Place(String dialect, int port, int connectionsMax) {
            this(dialect, port, connectionsMax, null);
        }

        /** The name in lower case, as metrics and threads have it. */
        String plainName() {
            return dialect.toLowerCase(Locale.ROOT);
        }

        private StartRefused refused(Throwable failure) {
            return new StartRefused(
                    dialect + " port " + port + " cannot be opened for devices: " + failure.getMessage(),
                    "Free the port, or set PUNCHGATE_" + dialect.toUpperCase(Locale.ROOT)
                            + "_PORT to another one (0 for any free port, -1 for none).");
        }
    }

    /**
     * The way in which connections end.
     *
     * @param halfClosed whether a device that has ended its output is still answered
     * @param answersWaitMax how long answers may take when the port closes, after every connection was told
     *     {@link PortClosing}; zero: connections are closed at once
     */
    public record Endings(boolean halfClosed, Duration answersWaitMax) {

        /** For dialects whose devices send again what was not acknowledged. */
        public static final Endings AT_ONCE = new Endings(false, Duration.ZERO);
    }

    /** The event that a connection is told when its port closes. */
    public enum PortClosing {
        /** Hear nothing more, answer what was asked, and close. */
        NOW
    }

    private record Running(ServerSocketChannel port, EventLoopGroup threads) {

        void endThreads() {
            threads.shutdownGracefully(0, CLOSE_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)
                    .awaitUninterruptibly(CLOSE_WAIT_MAX.toMillis());
        }
    }

    /**
     * A port that is not open yet.
     *
     * @param dialect adds the dialect's handlers to each new connection
     */
    public DevicePort(Place place, Endings endings, Consumer<SocketChannel> dialect, MeterRegistry meters) {
        this.place = place;
        this.endings = endings;
        this.connections = new PortConnections(place, dialect, meters);
    }

    /** The device of a connection is known: it counts as no stranger's any more. Called by the connection's event loop. */
    public static void known(Channel connection) {
        UnknownPeers.known(connection);
    }

    /** A message of a connection whose device is not known was answered. Called by the connection's event loop. */
    public static void answered(Channel connection) {
        UnknownPeers.answered(connection);
    }

    /** The port that is open, or -1. */
    public int port() {
        @Nullable Running now = running;
        return now == null || !now.port().isActive()
                ? -1
                : now.port().localAddress().getPort();
    }

    /** True if the port is open, or none is wanted. */
    public boolean isServing() {
        return place.port() < 0 || port() >= 0;
    }

    @Override
    public void start() {
        if (place.port() >= 0) {
            running = bind();
            LOG.info(
                    "Devices connect over {}{} at port {}",
                    place.dialect(),
                    place.tls() == null ? "" : " with TLS",
                    port());
        }
    }

    private Running bind() {
        EventLoopGroup threads = new MultiThreadIoEventLoopGroup(
                SERVING_THREADS, new DefaultThreadFactory(place.plainName(), true), NioIoHandler.newFactory());
        ChannelFuture bound = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, endings.halfClosed())
                .childHandler(connections)
                .bind(new InetSocketAddress(place.port()))
                .awaitUninterruptibly();
        Running started = new Running((ServerSocketChannel) bound.channel(), threads);
        @Nullable Throwable failure = bound.cause();
        if (failure != null) {
            started.endThreads();
            throw place.refused(failure);
        }
        return started;
    }

    @Override
    public void stop() {
        @Nullable Running stopping = running;
        if (stopping != null) {
            stopping.port().close().awaitUninterruptibly(CLOSE_WAIT_MAX.toMillis());
            if (endings.answersWaitMax().isPositive()) {
                awaitAnswers();
            }
            connections.open().close().awaitUninterruptibly(CLOSE_WAIT_MAX.toMillis());
            stopping.endThreads();
            running = null;
        }
    }

    private void awaitAnswers() {
        ChannelGroup open = connections.open();
        open.forEach(channel -> channel.pipeline().fireUserEventTriggered(PortClosing.NOW));
        long waitMillis = endings.answersWaitMax().toMillis();
        if (!open.newCloseFuture().awaitUninterruptibly(waitMillis)) {
            LOG.warn("{} connections still had answers under way after {} ms and are closed", open.size(), waitMillis);
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return ShutdownOrder.DEVICE_PORTS.phase();
    }
}
