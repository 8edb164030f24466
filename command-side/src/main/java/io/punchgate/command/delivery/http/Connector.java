package io.punchgate.command.delivery.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.NoopAddressResolverGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Makes connections on one event loop: to the very addresses that were checked, and with TLS by the name of the host. */
final class Connector {

    /** Addresses of one host that are tried; with the time for each, less than the attempt's time. */
    private static final int ADDRESSES_MAX = 3;

    private final Bootstrap bootstrap;
    private final SslContext tls;
    private final Executor aside;
    private final Duration max;

    Connector(EventLoop loop, SslContext tls, Executor aside, Duration max) {
        this.tls = tls;
        this.aside = aside;
        this.max = max;
        this.bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(PushChannel::new)
                .handler(new Bare())
                .resolver(NoopAddressResolverGroup.INSTANCE)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(max.toMillis()));
    }

    /** Makes a connection and tells the pool of it, or of the failure. */
    void connect(ConnectionPool pool, Exchange wanted) {
        pool.lookup().find((addresses, failure) -> {
            if (addresses == null) {
                pool.failed(wanted, failure == null ? new NoAnswer("the host has no address") : failure);
            } else {
                connect(pool, wanted, addresses, 0);
            }
        });
    }

    private void connect(ConnectionPool pool, Exchange wanted, InetAddress[] addresses, int tried) {
        SocketAddress at =
                new InetSocketAddress(addresses[tried], pool.address().port());
        bootstrap.clone().connect(at).addListener((ChannelFuture made) -> {
            if (made.isSuccess()) {
                secure(pool, wanted, (PushChannel) made.channel());
            } else if (tried + 1 < Math.min(addresses.length, ADDRESSES_MAX)) {
                connect(pool, wanted, addresses, tried + 1);
            } else {
                pool.failed(wanted, made.cause());
            }
        });
    }

    private void secure(ConnectionPool pool, Exchange wanted, PushChannel channel) {
        HttpAddress address = pool.address();
        if (!address.secure()) {
            ready(pool, wanted, channel);
            return;
        }
        SslHandler handler = tls.newHandler(channel.alloc(), address.peerName(), address.port(), aside);
        handler.setHandshakeTimeout(max.toMillis(), TimeUnit.MILLISECONDS);
        handler.handshakeFuture().addListener(shaken -> {
            if (shaken.isSuccess()) {
                ready(pool, wanted, channel);
            } else {
                var unused = channel.close();
                pool.failed(wanted, shaken.cause());
            }
        });
        channel.pipeline().addLast(handler);
    }

    /** Handlers are added once a channel is connected. */
    @ChannelHandler.Sharable
    private static final class Bare extends ChannelHandlerAdapter {}

    private static void ready(ConnectionPool pool, Exchange wanted, PushChannel channel) {
        AnswerDecoder decoder = new AnswerDecoder();
        Connection connection = new Connection(channel, decoder, pool);
        channel.pipeline().addLast(decoder, connection);
        pool.connected(connection, wanted);
    }
}
