package io.punchgate.command.delivery.webhook;

import static io.punchgate.command.delivery.webhook.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.delivery.Verdict;
import io.punchgate.runtime.OneByOne;
import java.io.IOException;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that is kept must not answer one push with what was meant for another, or for nobody. */
@OneByOne
class KeptConnectionTest {

    private static final String DONE = "HTTP/1.1 200 OK\r\nContent-Length: 17\r\n\r\n{\"status\":\"done\"}";
    private static final String FAILED = "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final WebhookClient client =
            new WebhookClient(AddressPolicy.allowing(List.of(), true), Clock.systemUTC(), SOON);

    @AfterEach
    void end() throws IOException {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme", "other"})
    void givenTwoAnswersToOnePush_whenInOneSegment_thenTheNextPushHasItsOwnAnswer(String second) {
        try (KeptServer server = KeptServer.byNumber((socket, n) -> write(socket, n == 0 ? DONE + DONE : FAILED))) {
            assertThat(send("acme", server)).isInstanceOf(Outcome.Acknowledged.class);
            assertUnreachable(send(second, server), 500);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                DONE,
                "HTTP/1.1 408 Request Time-out\r\nConnection: close\r\n\r\n",
                "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                "x"
            })
    void givenBytesOnAnIdleConnection_whenThePushIsNext_thenItGoesOutOnANewOneAtOnce(String stray) throws IOException {
        CompletableFuture<Socket> first = new CompletableFuture<>();
        try (KeptServer server = KeptServer.byNumber((socket, n) -> {
            write(socket, n == 0 ? DONE : FAILED);
            first.complete(socket);
        })) {
            assertThat(send("acme", server)).isInstanceOf(Outcome.Acknowledged.class);
            write(first.join(), stray);
            assertUnreachable(send("acme", server), 500);
            assertThat(server.requests()).isEqualTo(2);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givenAnIdleConnectionThatIsClosedOrReset_whenThePushIsNext_thenItIsDeliveredAtItsFirstAttempt(boolean reset)
            throws IOException {
        CompletableFuture<Socket> first = new CompletableFuture<>();
        try (KeptServer server = KeptServer.byNumber((socket, n) -> {
            write(socket, DONE);
            first.complete(socket);
        })) {
            assertThat(send("acme", server)).isInstanceOf(Outcome.Acknowledged.class);
            if (reset) {
                first.join().setSoLinger(true, 0);
            }
            first.join().close();
            assertThat(send("acme", server)).isInstanceOf(Outcome.Acknowledged.class);
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 408 Request Time-out\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"})
    void givenAServerThatEndsTheConnectionAsThePushIsWritten_whenAsked_thenItGoesOutOnANewOneAtOnce(String last) {
        try (KeptServer server = KeptServer.byNumber((socket, n) -> {
            write(socket, n == 1 ? last : DONE);
            if (n == 1) {
                socket.close();
            }
        })) {
            assertThat(send("acme", server)).isInstanceOf(Outcome.Acknowledged.class);
            assertThat(send("acme", server)).isInstanceOf(Outcome.Acknowledged.class);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void givenAServerThatAnswersOnce_whenPushesFollow_thenTheConnectionIsKept() {
        try (KeptServer server = KeptServer.byNumber((socket, n) -> write(socket, DONE))) {
            for (int i = 0; i < 20; i++) {
                assertThat(send("acme", server)).isInstanceOf(Outcome.Acknowledged.class);
            }
            assertThat(server.connections()).isEqualTo(1);
            assertThat(send("other", server)).isInstanceOf(Outcome.Acknowledged.class);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void givenASecondAnswerThatComesLater_whenPushesFollowAtOnce_thenEachHasItsOwnAnswer() {
        ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
        try (later;
                KeptServer server = KeptServer.byNumber((socket, n) -> {
                    write(socket, n == 0 ? DONE : FAILED);
                    var unused = later.schedule(() -> writeLate(socket), 20, TimeUnit.MILLISECONDS);
                })) {
            assertThat(send("acme", server)).isInstanceOf(Outcome.Acknowledged.class);
            for (int i = 1; i <= 5; i++) {
                assertUnreachable(send("acme", server), 500);
            }
            assertThat(server.connections()).isEqualTo(6);
        }
    }

    private static void writeLate(Socket socket) {
        try {
            write(socket, DONE);
        } catch (IOException e) {
            // The client gave the connection up already.
        }
    }

    @Test
    void givenTwoSlowCustomersOnOneHost_whenAThirdIsPushedTo_thenItIsUnaffected() {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        try (KeptServer server = KeptServer.byText((socket, request) -> {
            if (!request.contains("/third")) {
                answered.join();
            }
            write(socket, DONE);
        })) {
            for (int i = 0; i < 70; i++) {
                String customer = i % 2 == 0 ? "first" : "second";
                Thread.startVirtualThread(() -> send(customer, server));
            }
            await().atMost(SOON).until(() -> server.requests() >= 64);
            Outcome third =
                    client.send(request("third", server.url() + "/third")).join();
            answered.complete(null);
            assertThat(third).isInstanceOf(Outcome.Acknowledged.class);
            assertThat(third.attempt().latencyMillis()).isLessThan(1_000);
        }
    }

    private Outcome send(String customer, KeptServer server) {
        return client.send(request(customer, server.url())).join();
    }

    private static WebhookRequest request(String customer, String url) {
        return new WebhookRequest(customer, url, "", "abcdefghijkl", CallbackFormat.REALTIME, "{}", List.of(), "");
    }

    private static void assertUnreachable(Outcome outcome, int statusCode) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.verdict()).isEqualTo(Verdict.UNREACHABLE);
            assertThat(failed.attempt().statusCode()).isEqualTo(statusCode);
        });
    }
}
