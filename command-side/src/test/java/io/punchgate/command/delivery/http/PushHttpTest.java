package io.punchgate.command.delivery.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.punchgate.command.gateway.tcp.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promises of the push's HTTP client that need a resolver or certificates of one's own. */
class PushHttpTest {

    private static final Duration ATTEMPT_MAX = Duration.ofSeconds(5);
    private static final String DONE = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone";

    @Test
    void givenASlowResolverOfOneHost_whenAnotherIsCalled_thenItIsAnsweredAtOnce() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch found = new CountDownLatch(1);
        AtomicInteger lookups = new AtomicInteger();
        HostResolver hosts = host -> {
            if (host.equals("slow.example")) {
                lookups.incrementAndGet();
                asked.countDown();
                awaitQuietly(found);
            }
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        };
        try (ServerSocket server = server(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
                PushHttp http = new PushHttp(hosts, ATTEMPT_MAX, null)) {
            List<CompletableFuture<Answer>> slow = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                slow.add(send(http, "http://slow.example:" + server.getLocalPort() + "/"));
            }
            asked.await();
            assertThat(send(http, "http://fast.example:" + server.getLocalPort() + "/")
                            .get()
                            .body())
                    .isEqualTo("done");
            assertThat(slow).noneMatch(CompletableFuture::isDone);
            found.countDown();
            for (CompletableFuture<Answer> one : slow) {
                assertThat(one.get().body()).isEqualTo("done");
            }
            assertThat(lookups).hasValue(1);
        }
    }

    @Test
    void givenAResolverThatNeverAnswers_whenCalled_thenTheAttemptEndsInItsTime() {
        CountDownLatch never = new CountDownLatch(1);
        HostResolver hosts = host -> {
            awaitQuietly(never);
            throw new UnknownHostException(host);
        };
        try (PushHttp http = new PushHttp(hosts, Duration.ofMillis(200), null)) {
            assertThatThrownBy(() -> send(http, "http://slow.example/").get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IOException.class);
        } finally {
            never.countDown();
        }
    }

    @Test
    void givenACertificateOfTheHost_whenItIsTrusted_thenOnlyItsNameIsCalled(@TempDir Path folder) throws Exception {
        TlsFiles files = TlsFiles.generate(folder);
        try (ServerSocket server = tls(folder);
                PushHttp trusting = new PushHttp(InetAddress::getAllByName, ATTEMPT_MAX, files.trust());
                PushHttp usual = new PushHttp(InetAddress::getAllByName, ATTEMPT_MAX, null)) {
            String url = "https://localhost:" + server.getLocalPort() + "/";
            assertThat(send(trusting, url).get().body()).isEqualTo("done");
            assertRefused(trusting, "https://127.0.0.1:" + server.getLocalPort() + "/");
            assertRefused(usual, url);
        }
    }

    private static void assertRefused(PushHttp http, String url) {
        assertThatThrownBy(() -> send(http, url).get()).hasCauseInstanceOf(SSLException.class);
    }

    private static CompletableFuture<Answer> send(PushHttp http, String url) {
        return http.send("acme", PreparedPost.of(URI.create(url), "application/json"), "X-A: b\r\n", "{}", () -> true);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ServerSocket server(ServerSocket server) {
        Thread.startVirtualThread(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    Thread.startVirtualThread(() -> serve(socket));
                } catch (IOException e) {
                    return;
                }
            }
        });
        return server;
    }

    private static void serve(Socket socket) {
        try (socket) {
            StringBuilder head = new StringBuilder();
            for (int c = socket.getInputStream().read();
                    c >= 0;
                    c = socket.getInputStream().read()) {
                head.append((char) c);
                if (head.indexOf("\r\n\r\n{}") >= 0) {
                    socket.getOutputStream().write(DONE.getBytes(US_ASCII));
                    head.setLength(0);
                }
            }
        } catch (IOException e) {
            // The client gave it up.
        }
    }

    private static ServerSocket tls(Path folder) throws GeneralSecurityException, IOException {
        char[] password = "changeit".toCharArray();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(folder.resolve("store.p12").toFile(), password), password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return server(context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }
}
