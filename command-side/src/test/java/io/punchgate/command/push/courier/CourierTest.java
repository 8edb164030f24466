package io.punchgate.command.push.courier;

import static io.punchgate.command.push.courier.RawServer.readOn;
import static io.punchgate.command.push.courier.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.delivery.Verdict;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the courier makes of servers that behave, and of those that do not. */
class CourierTest {

    private static final Duration ATTEMPT_MAX = Duration.ofMillis(700);
    private static final String BODY = "{\"RealTime\":{\"LabelName\":\"Zürich\"}}";
    private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEW = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    private final Courier courier =
            new Courier(AddressPolicy.allowing(List.of(), true), Clock.systemUTC(), ATTEMPT_MAX);

    @AfterEach
    void end() throws IOException {
        courier.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone",
                "HTTP/1.1 201 Created\r\nContent-Type: application/text;charset=utf-8\r\nContent-Length: 17\r\n\r\n"
                        + "{\"status\":\"done\"}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nOK\r\n0\r\n\r\n",
                "HTTP/1.0 200 OK\r\n\r\n{\"Status\":\"ok\"}",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
            })
    void givenAnAcknowledgingServer_whenAskedOnce_thenItIsAcknowledged(String answer) {
        assertThat(sendTo(socket -> write(socket, answer))).isInstanceOf(Outcome.Acknowledged.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 4\r\n\r\ndone",
                "HTTP/1.1 403 Forbidden\r\nContent-Length: 17\r\n\r\n{\"status\":\"done\"}",
                "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n",
                "nonsense\r\n\r\n",
                ""
            })
    void givenAServerThatCannot_whenAskedOnce_thenItIsUnreachable(String answer) {
        assertThat(verdict(sendTo(socket -> write(socket, answer)))).isEqualTo(Verdict.UNREACHABLE);
    }

    @Test
    void givenAServerThatHangs_whenTheAttemptsTimeIsOver_thenItIsUnreachable() {
        long begun = System.nanoTime();
        Outcome outcome = sendTo(socket -> readOn(socket));
        assertThat(verdict(outcome)).isEqualTo(Verdict.UNREACHABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(ATTEMPT_MAX.multipliedBy(3));
    }

    @Test
    void givenAServerThatDrips_whenTheAttemptsTimeIsOver_thenItIsUnreachable() {
        Outcome outcome = sendTo(socket -> {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            while (!socket.isClosed()) {
                write(socket, "x");
                LockSupport.parkNanos(10_000_000);
            }
        });
        assertThat(verdict(outcome)).isEqualTo(Verdict.UNREACHABLE);
        assertThat(outcome.attempt().latencyMillis()).isLessThan(ATTEMPT_MAX.toMillis() * 3);
    }

    @Test
    void givenAServerThatResets_whenAsked_thenItIsUnreachable() {
        Outcome outcome = sendTo(socket -> socket.setSoLinger(true, 0));
        assertThat(verdict(outcome)).isEqualTo(Verdict.UNREACHABLE);
        assertThat(outcome.attempt().error()).isNotEmpty();
    }

    @Test
    void givenAnEndlessAnswer_whenRead_thenOnlyItsBeginningIs() {
        Outcome outcome = sendTo(socket -> {
            write(socket, "HTTP/1.1 200 OK\r\n\r\n");
            while (!socket.isClosed()) {
                write(socket, "x".repeat(10_000));
            }
        });
        assertThat(verdict(outcome)).isEqualTo(Verdict.REJECTED);
        assertThat(outcome.attempt().excerpt()).hasSize(512);
    }

    @Test
    void givenNoServer_whenAsked_thenItIsUnreachable() {
        Outcome outcome = courier.send(parcel("http://127.0.0.1:1/x", List.of()));
        assertThat(verdict(outcome)).isEqualTo(Verdict.UNREACHABLE);
        assertThat(outcome.attempt().error()).startsWith("no connection");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.1/x", "http://169.254.169.254/x", "http://[::ffff:10.0.0.1]/x", "http://0/"})
    void givenAPrivateAddress_whenAsked_thenItIsNotCalled(String url) {
        Outcome outcome = courier.send(parcel(url, List.of()));
        assertThat(verdict(outcome)).isEqualTo(Verdict.UNREACHABLE);
        assertThat(outcome.attempt().error()).contains("is not public");
    }

    @Test
    void givenTwoSecrets_whenSent_thenTheReferenceLibraryVerifiesEither() throws Exception {
        Outcome outcome;
        String request;
        try (RawServer server =
                new RawServer(socket -> write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))) {
            outcome = courier.send(parcel(server.url(), List.of(NEW, OLD)));
            request = server.request();
        }
        assertThat(outcome).isInstanceOf(Outcome.Acknowledged.class);
        assertThat(request)
                .startsWith("POST /x?stgid=ST-1 HTTP/1.1\r\n")
                .contains("\r\nContent-Type: application/json\r\n")
                .contains("\r\nwebhook-id: abcdefghijkl\r\n")
                .contains("\r\nUser-Agent: Punchgate/")
                .endsWith("\r\n\r\n" + BODY);
        new Webhook(NEW).verify(BODY, RawServer.headers(request));
        new Webhook(OLD).verify(BODY, RawServer.headers(request));
    }

    private Outcome sendTo(RawServer.Behaviour behaviour) {
        try (RawServer server = new RawServer(behaviour)) {
            return courier.send(parcel(server.url(), List.of()));
        }
    }

    private static Parcel parcel(String url, List<String> secrets) {
        return new Parcel(url, "ST-1", "abcdefghijkl", CallbackFormat.REALTIME, BODY, secrets, "");
    }

    private static Verdict verdict(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).verdict();
    }
}
