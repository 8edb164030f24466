package io.punchgate.command.delivery.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.ConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes the push's HTTP client, which keeps connections and adds nothing: no redirect, cookie, repeat, or proxy.
 *
 * <p>Nothing is shared between customers, on the same host and port either: a connection is kept for the customer that it was
 * made for, and each has its own number of them, more than requests that may be under way, so that none waits for one.
 */
final class PooledHttpClient {

    /** Twice as many as requests of the push may be under way to one callback: the rest is for operators' tests. */
    private static final int CONNECTIONS_PER_CALLBACK_MAX = 64;

    private static final String OWNER = "punchgate.owner";
    /** Addresses of one host that are tried; with the time for each, less than the attempt's time. */
    private static final int ADDRESSES_MAX = 3;

    private static final Timeout CONNECT_MAX = Timeout.ofSeconds(4);
    /** Shorter than servers commonly keep connections, so that a push seldom meets one that is being closed. */
    private static final TimeValue KEPT_MAX = TimeValue.ofSeconds(4);

    /** {@link WebhookClient} ends slow attempts: a timer for each read of a virtual thread costs more than the read. */
    private static final Timeout UNTIMED = Timeout.DISABLED;

    private static final int HEADER_CHARACTERS_MAX = 8_192;
    private static final int HEADERS_MAX = 100;

    private PooledHttpClient() {}

    static CloseableHttpClient create(AddressPolicy addresses, Duration attemptMax) {
        Timeout attempt = Timeout.of(attemptMax);
        return HttpClients.custom()
                .setConnectionManager(connections(addresses, attempt))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(attempt)
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setContentCompressionEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setRoutePlanner(PooledHttpClient::route)
                .setKeepAliveStrategy(keepAlive())
                .evictExpiredConnections()
                .evictIdleConnections(KEPT_MAX)
                .setUserAgent("Punchgate/" + version())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableConnectionState()
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(AddressPolicy addresses, Timeout attempt) {
        Timeout connect = attempt.compareTo(CONNECT_MAX) < 0 ? attempt : CONNECT_MAX;
        Http1Config config = Http1Config.custom()
                .setMaxLineLength(HEADER_CHARACTERS_MAX)
                .setMaxHeaderCount(HEADERS_MAX)
                .build();
        return new OverChannels()
                .setDnsResolver(guarded(addresses, connect))
                .setConnectionFactory(unbound -> new KeptConnection(config))
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(CONNECTIONS_PER_CALLBACK_MAX)
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout(UNTIMED)
                        .setTcpNoDelay(true)
                        .build())
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(CONNECT_MAX).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .build())
                .build();
    }

    /** The context of a request whose connection is kept for nobody but that owner. */
    static HttpClientContext contextOf(String owner) {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(OWNER, owner);
        return context;
    }

    private static HttpRoute route(HttpHost target, HttpContext context) throws HttpException {
        HttpHost host = RoutingSupport.normalize(target, DefaultSchemePortResolver.INSTANCE);
        String owner = String.valueOf(context.getAttribute(OWNER));
        boolean secure = URIScheme.HTTPS.same(host.getSchemeName());
        return new HttpRoute(host, new OwnedEndpoint(host.getHostName(), host.getPort(), owner), null, secure);
    }

    /** The host and port of a callback, for one customer: connections are kept by it. */
    private record OwnedEndpoint(String hostName, int port, String owner) implements NamedEndpoint {

        @Override
        public String getHostName() {
            return hostName;
        }

        @Override
        public int getPort() {
            return port;
        }
    }

    /** Connects by channels: {@link KeptConnection} can look at one without waiting. */
    private static final class OverChannels extends PoolingHttpClientConnectionManagerBuilder {

        @Override
        protected HttpClientConnectionOperator createConnectionOperator(
                SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
            return new DefaultHttpClientConnectionOperator(
                    proxy -> SocketChannel.open().socket(),
                    ports,
                    names,
                    RegistryBuilder.<TlsSocketStrategy>create()
                            .register(URIScheme.HTTPS.id, tls)
                            .build());
        }
    }

    private static ConnectionKeepAliveStrategy keepAlive() {
        return (response, context) -> {
            TimeValue offered = DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(response, context);
            boolean shorter = TimeValue.isPositive(offered) && offered.compareTo(KEPT_MAX) < 0;
            return shorter ? TimeValue.ofMilliseconds(offered.toMilliseconds() / 2) : KEPT_MAX;
        };
    }

    /** The client connects to the very addresses that were checked: nothing resolves the name a second time. */
    private static DnsResolver guarded(AddressPolicy addresses, Timeout max) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                InetAddress[] all = resolved(addresses, host, max);
                return Arrays.copyOf(all, Math.min(all.length, ADDRESSES_MAX));
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    /** The system's resolver cannot be interrupted: a slow name server must not hold the attempt beyond its time. */
    private static InetAddress[] resolved(AddressPolicy addresses, String host, Timeout max)
            throws UnknownHostException {
        FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> addresses.resolve(host));
        Thread.startVirtualThread(lookup);
        try {
            return lookup.get(max.toMilliseconds(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new UnknownHostException(host + " (no answer within " + max + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host + " (the gateway is stopping)");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static String version() {
        return Objects.requireNonNullElse(PooledHttpClient.class.getPackage().getImplementationVersion(), "dev");
    }
}
