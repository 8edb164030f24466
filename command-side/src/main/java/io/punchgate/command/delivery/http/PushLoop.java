package io.punchgate.command.delivery.http;

import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An event loop with the connections of its owners. All but {@link #post} and {@link #close} is done on its thread. */
final class PushLoop {

    private static final Logger LOG = LoggerFactory.getLogger(PushLoop.class);
    private static final Duration CONNECT_MAX = Duration.ofSeconds(4);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final HostResolver hosts;
    private final Executor aside;
    private final Duration attemptMax;
    private final Duration connectMax;
    private final Connector connector;
    private final Map<Place, ConnectionPool> pools = new HashMap<>();

    private record Place(String owner, HttpAddress address) {}

    PushLoop(EventLoop loop, HostResolver hosts, SslContext tls, Executor aside, Duration attemptMax) {
        this.loop = loop;
        this.hosts = hosts;
        this.aside = aside;
        this.attemptMax = attemptMax;
        this.connectMax = attemptMax.compareTo(CONNECT_MAX) < 0 ? attemptMax : CONNECT_MAX;
        this.connector = new Connector(loop, tls, aside, connectMax);
        var unused = loop.scheduleWithFixedDelay(
                this::sweep, SWEEP_EVERY.toMillis(), SWEEP_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void post(String owner, Exchange exchange) {
        if (loop.inEventLoop()) {
            begin(owner, exchange);
            return;
        }
        try {
            loop.execute(() -> begin(owner, exchange));
        } catch (RejectedExecutionException e) {
            exchange.fail(new NoAnswer("the gateway is stopping"));
        }
    }

    private void begin(String owner, Exchange exchange) {
        ConnectionPool pool = pools.computeIfAbsent(new Place(owner, exchange.address()), this::pool);
        exchange.endsBy(loop.schedule(() -> late(pool, exchange), attemptMax.toMillis(), TimeUnit.MILLISECONDS));
        pool.send(exchange);
    }

    private ConnectionPool pool(Place place) {
        return new ConnectionPool(
                place.address(), loop, connector, new HostLookup(place.address(), hosts, loop, aside, connectMax));
    }

    private void late(ConnectionPool pool, Exchange exchange) {
        pool.forget(exchange);
        exchange.abandon(new AttemptOver(attemptMax));
    }

    private void sweep() {
        long now = System.nanoTime();
        pools.values().removeIf(pool -> pool.sweep(now));
    }

    /** Fails what waits for a connection; what is under way fails as the connections close. */
    void close() {
        try {
            loop.execute(() ->
                    List.copyOf(pools.values()).forEach(pool -> pool.close(new NoAnswer("the gateway is stopping"))));
        } catch (RejectedExecutionException e) {
            LOG.debug("closed already", e);
        }
    }
}
