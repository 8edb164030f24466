package io.punchgate.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventLoopTest {

    private static final Pattern USER = Pattern.compile("\"user_id\":\"(\\d+)\"");
    private static final List<DeviceKey> DEVICES =
            List.of(new DeviceKey("one", "t"), new DeviceKey("two", "t"), new DeviceKey("three", "t"));

    private final Map<String, Queue<Long>> received = new ConcurrentHashMap<>();
    private final Queue<Long> answered = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private HttpTarget target;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.start();
        target = new HttpTarget(server.getAddress().getPort(), DEVICES);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void givenAServerThatAnswers_whenRun_thenEachPunchIsSentOnceAndEachDevicesInOrder() {
        answer(200, exchange -> {});

        Measured measured = run(Pace.count(200));

        assertThat(measured.errors()).isZero();
        assertThat(measured.latencies().count()).isEqualTo(200);
        assertThat(answered).containsExactlyInAnyOrderElementsOf(users(200));
        assertThat(received.values().stream().flatMap(Queue::stream).toList())
                .containsExactlyInAnyOrderElementsOf(users(200));
        assertThat(received).containsOnlyKeys("one", "two", "three");
        received.values().forEach(users -> assertThat(List.copyOf(users)).isSorted());
    }

    @Test
    void givenAPace_whenRun_thenItSendsNoFasterAndEachPunchOnce() {
        answer(200, exchange -> {});
        long began = System.nanoTime();

        Measured measured = run(Pace.open(200, 3, Duration.ofSeconds(1)));

        assertThat(System.nanoTime() - began)
                .isGreaterThan(Duration.ofMillis(995).toNanos());
        assertThat(measured.errors()).isZero();
        assertThat(answered).containsExactlyInAnyOrderElementsOf(users(200));
        received.values().forEach(users -> assertThat(List.copyOf(users)).isSorted());
    }

    @Test
    void givenAServerSlowerThanThePace_whenRun_thenLatenciesCountFromTheIntendedTimes() {
        answer(
                200,
                exchange -> Pace.await(System.nanoTime() + Duration.ofMillis(20).toNanos()));

        Measured measured = run(Pace.open(300, 3, Duration.ofMillis(500)));

        assertThat(measured.latencies().count()).isEqualTo(150);
        // The server takes one after the other: the last of 150 is answered after 3 s and was due after half a second.
        assertThat(measured.latencies().quantile(1)).isGreaterThan(2_400);
    }

    @Test
    void givenAServerThatIsGone_whenAPunchIsDue_thenEachConnectionIsAnErrorAndItEnds() {
        answer(200, exchange -> server.stop(0));

        Measured measured = run(Pace.open(30, 3, Duration.ofSeconds(2)));

        assertThat(measured.errors()).isEqualTo(3);
        assertThat(measured.latencies().count()).isLessThan(60);
    }

    @Test
    void givenAServerThatClosesAfterAnswers_whenRun_thenItConnectsAgain() {
        answer(200, exchange -> exchange.getResponseHeaders().set("Connection", "close"));

        Measured measured = run(Pace.count(20));

        assertThat(measured.errors()).isZero();
        assertThat(answered).containsExactlyInAnyOrderElementsOf(users(20));
    }

    @Test
    void givenOtherAnswers_whenRun_thenEachIsAnError() {
        answer(503, exchange -> {});

        Measured measured = run(Pace.count(20));

        assertThat(measured.errors()).isEqualTo(20);
        assertThat(measured.latencies().count()).isZero();
        assertThat(answered).isEmpty();
    }

    @Test
    void givenAServerThatClosesWithoutAnAnswer_whenRun_thenEachConnectionIsAnErrorAndItEnds() throws IOException {
        try (ServerSocket closing = new ServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> closeEach(closing));

            Measured measured =
                    new Load(new AtomicLong(1)).run(new HttpTarget(closing.getLocalPort(), DEVICES), 2, Pace.count(20));

            assertThat(measured.errors()).isEqualTo(2);
            assertThat(measured.latencies().count()).isZero();
        }
    }

    private static void closeEach(ServerSocket closing) {
        try {
            while (true) {
                try (Socket connection = closing.accept()) {
                    int first = connection.getInputStream().read();
                    assertThat(first).isEqualTo('P');
                }
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private Measured run(Pace pace) {
        return new Load(new AtomicLong(1)).run(target, 3, pace, answered::add);
    }

    private interface Change {
        void of(HttpExchange exchange);
    }

    private void answer(int status, Change change) {
        server.createContext("/", exchange -> {
            Matcher user = USER.matcher(new String(exchange.getRequestBody().readAllBytes(), US_ASCII));
            assertThat(user.find()).isTrue();
            received.computeIfAbsent(exchange.getRequestHeaders().getFirst("sn"), sn -> new ConcurrentLinkedQueue<>())
                    .add(Long.parseLong(user.group(1)));
            change.of(exchange);
            byte[] body = "{\"status\":\"done\"}".getBytes(US_ASCII);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static List<Long> users(int count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }
}
