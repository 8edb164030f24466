package io.punchgate.standalone.broker;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.punchgate.command.gateway.mqtt.MqttLink;
import io.punchgate.runtime.start.StartRefused;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Listens for devices that speak MQTT 3.1.1 or 5. */
final class EmbeddedBroker implements SmartLifecycle, MqttLink {

    /** Connections at once. */
    static final int CONNECTIONS_MAX = 10_000;

    private static final int OFF = -1;
    private static final int THREADS = 2;
    private static final int BACKLOG = 1_024;
    private static final Duration STOP_WAIT_MAX = Duration.ofSeconds(2);
    /** As the web server: what it takes in needs Axon, which stops later. */
    private static final int PHASE = Integer.MAX_VALUE - 2048;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final int port;
    private final @Nullable SslContext tls;
    private final Gateway gateway;
    private final Sessions sessions;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private @Nullable EventLoopGroup threads;
    private volatile @Nullable Channel listener;

    EmbeddedBroker(int port, @Nullable SslContext tls, Gateway gateway, Clock clock) {
        this.port = port;
        this.tls = tls;
        this.gateway = gateway;
        this.sessions = new Sessions(clock);
    }

    @Override
    public void start() {
        if (port == OFF) {
            return;
        }
        threads = new MultiThreadIoEventLoopGroup(
                THREADS, new DefaultThreadFactory("mqtt-broker"), NioIoHandler.newFactory());
        ChannelFuture bound = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Connections())
                .bind(port)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            stop();
            throw new StartRefused(
                    "The MQTT broker cannot listen on port " + port + ": "
                            + bound.cause().getMessage() + ".",
                    "Stop what listens there, or set PUNCHGATE_MQTT_PORT to another port, or to -1 for none.");
        }
        listener = bound.channel();
        LOG.info("devices reach the MQTT broker at port {}{}", port(), tls == null ? "" : ", with TLS");
    }

    private final class Connections extends ChannelInitializer<SocketChannel> {

        @Override
        protected void initChannel(SocketChannel connection) {
            if (connections.size() >= CONNECTIONS_MAX) {
                Wire.close(connection);
                return;
            }
            connections.add(connection);
            if (tls != null) {
                connection.pipeline().addLast(tls.newHandler(connection.alloc()));
            }
            connection
                    .pipeline()
                    .addLast(new MqttDecoder(Capabilities.PACKET_BYTES_MAX))
                    .addLast(MqttEncoder.INSTANCE)
                    .addLast(new ConnectHandler(gateway, sessions));
        }
    }

    /** Where it listens. */
    int port() {
        @Nullable Channel bound = listener;
        if (bound == null || !(bound.localAddress() instanceof InetSocketAddress address)) {
            throw new IllegalStateException("the MQTT broker does not listen");
        }
        return address.getPort();
    }

    @Override
    public boolean isServing() {
        @Nullable Channel bound = listener;
        return port == OFF || (bound != null && bound.isActive());
    }

    @Override
    public boolean reaches(String sn) {
        return sessions.of(sn).reaches();
    }

    @Override
    public CompletableFuture<Void> publish(String sn, byte[] command) {
        return sessions.of(sn).add(command)
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(new IllegalStateException("too many commands wait for the device"));
    }

    @Override
    public void stop() {
        sessions.close();
        @Nullable Channel bound = listener;
        if (bound != null) {
            bound.close().awaitUninterruptibly(STOP_WAIT_MAX.toMillis());
        }
        connections.close().awaitUninterruptibly(STOP_WAIT_MAX.toMillis());
        listener = null;
        if (threads != null) {
            threads.shutdownGracefully(0, STOP_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)
                    .awaitUninterruptibly(STOP_WAIT_MAX.toMillis());
            threads = null;
        }
    }

    @Override
    public boolean isRunning() {
        return listener != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
