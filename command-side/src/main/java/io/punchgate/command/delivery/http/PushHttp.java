package io.punchgate.command.delivery.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The push's HTTP client, which keeps connections and adds nothing: no redirect, cookie, proxy, and no repeat but of a request
 * that never reached the server. One request is under way on a connection at a time.
 *
 * <p>An owner's connections are served by one event loop, so that nothing about them is locked.
 */
public final class PushHttp implements AutoCloseable {

    private static final int LOOPS_MAX = 8;
    private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

    private final EventLoopGroup threads;
    private final List<PushLoop> loops;
    /** For what may block or take long: names of hosts, and certificates. */
    private final ExecutorService aside = Executors.newCachedThreadPool(new DefaultThreadFactory("push-aside", true));

    /**
     * A client with connections of its own.
     *
     * @param attemptMax for one request in all, from the name of the host to the end of the answer
     * @param trust null: the certificates that the platform trusts
     */
    public PushHttp(HostResolver hosts, Duration attemptMax, @Nullable TrustManagerFactory trust) {
        int count = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, LOOPS_MAX);
        threads = new MultiThreadIoEventLoopGroup(
                count, new DefaultThreadFactory("push-loop", true), NioIoHandler.newFactory());
        SslContext tls = tls(trust);
        loops = IntStream.range(0, count)
                .mapToObj(i -> new PushLoop(threads.next(), hosts, tls, aside, attemptMax))
                .toList();
    }

    private static SslContext tls(@Nullable TrustManagerFactory trust) {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(trust)
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("the platform has no TLS", e);
        }
    }

    /**
     * Sends one request. Never blocks.
     *
     * @param owner whose connections it may use: they are shared with nobody
     * @param headers lines, each with its line end
     * @param wanted asked on an event loop before a request that waited for a connection is written
     * @return the answer, which comes on an event loop: what depends on it must not block there
     */
    public CompletableFuture<Answer> send(
            String owner, PreparedPost post, String headers, String body, BooleanSupplier wanted) {
        String rest = ByteBufUtil.utf8Bytes(body) + "\r\n" + headers + "\r\n" + body;
        Exchange exchange = new Exchange(post, rest.getBytes(UTF_8), wanted);
        loops.get(Math.floorMod(owner.hashCode(), loops.size())).post(owner, exchange);
        return exchange.answer();
    }

    /** Ends requests under way and closes the connections. */
    @Override
    public void close() {
        loops.forEach(PushLoop::close);
        threads.shutdownGracefully(0, CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_MAX.toMillis());
        aside.shutdownNow();
    }
}
