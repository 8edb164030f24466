package io.punchgate.command.delivery.webhook;

import static io.punchgate.command.delivery.webhook.RawServer.readOn;
import static io.punchgate.command.delivery.webhook.RawServer.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.delivery.Verdict;
import io.punchgate.runtime.wait.Polling;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The outcomes of pushes to servers that behave, and to those that do not, over real sockets. Any push client must pass it. */
abstract class CustomerServerContract {

    static final Duration ATTEMPT_MAX = Duration.ofMillis(700);

    /** Makes one attempt, of {@link #ATTEMPT_MAX} at most. */
    abstract Outcome send(String url);

    abstract boolean isAcknowledgedByAnySuccess();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone",
                "HTTP/1.1 201 Created\r\nContent-Type: application/text;charset=utf-8\r\nContent-Length: 17\r\n\r\n"
                        + "{\"status\":\"done\"}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nOK\r\n0\r\n\r\n",
                "HTTP/1.0 200 OK\r\n\r\n{\"Status\":\"ok\"}",
                "HTTP/1.1 200 OK\nContent-Length: 4\n\ndone",
                "HTTP/1.1 200 OK\r\nX Odd: name\r\nContent-Length: 4\r\n\r\ndone",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
            })
    void givenAnAcknowledgingServer_whenAskedOnce_thenItIsAcknowledged(String answer) {
        assertThat(sendTo(socket -> write(socket, answer))).isInstanceOf(Outcome.Acknowledged.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 4\r\n\r\ndone",
                "HTTP/1.1 307 Temporary Redirect\r\nLocation: /y\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ndone",
                "HTTP/1.1 500 Oops\r\nContent-Length: 17\r\n\r\n{\"status\":\"done\"}",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ndone",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\ndone\r\n",
                "\u0000\u0001\u0002\u0003\r\n\r\n",
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
                Polling.rest(Duration.ofMillis(10));
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
        assertSuccessWithoutDone(outcome);
        assertThat(outcome.attempt().excerpt()).hasSize(512);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 18\r\n\r\n{\"status\":\"error\"}",
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 17\r\n\r\n<html>done</html>",
                "HTTP/1.1 201 Created\r\n\r\n{\"status\":\"done\"",
                "HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 204 No Content\r\n\r\n"
            })
    void givenAServerThatDoesNotSayDone_whenAskedOnce_thenItFailsUnlessAnySuccessWillDo(String answer) {
        assertSuccessWithoutDone(sendTo(socket -> write(socket, answer)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400 Bad\r\nContent-Length: 4\r\n\r\ndone",
                "HTTP/1.1 409 Conflict\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 422 No\r\nContent-Length: 0\r\n\r\n"
            })
    void givenAServerThatRefusesThePunch_whenAskedOnce_thenItIsRejected(String answer) {
        assertThat(verdict(sendTo(socket -> write(socket, answer)))).isEqualTo(Verdict.REJECTED);
    }

    @Test
    void givenAServerThatIsGone_whenAsked_thenItIsGone() {
        assertThat(verdict(sendTo(socket -> write(socket, "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"))))
                .isEqualTo(Verdict.GONE);
    }

    @Test
    void givenAServerThatAsksForTime_whenAsked_thenItIsTold() {
        Outcome outcome = sendTo(
                socket -> write(socket, "HTTP/1.1 429 Slow down\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n"));
        assertThat(((Outcome.Failed) outcome).retryAfterSeconds()).isEqualTo(120);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a header\r\nX-Junk: ", "more of it"})
    void givenHeadersWithoutEnd_whenRead_thenItIsUnreachable(String part) {
        Outcome outcome = sendTo(socket -> {
            write(socket, "HTTP/1.1 200 OK\r\nX-Junk: ");
            for (int i = 0; i < 1_000; i++) {
                write(socket, part.repeat(100));
            }
        });
        assertThat(verdict(outcome)).isEqualTo(Verdict.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void givenAnAnswerInUtf16_whenRead_thenItIsUnderstood(String charset) {
        byte[] body = "{\"status\":\"done\"}".getBytes(Charset.forName(charset));
        assertThat(sendTo(socket -> answer(socket, body))).isInstanceOf(Outcome.Acknowledged.class);
    }

    @Test
    void givenAnAnswerThatIsZipped_whenRead_thenItIsUnderstood() throws IOException {
        byte[] body = zipped("{\"status\":\"done\"}");
        assertThat(sendTo(socket -> answer(socket, body))).isInstanceOf(Outcome.Acknowledged.class);
    }

    @Test
    void givenAZipBomb_whenRead_thenOnlyItsBeginningIs() throws IOException {
        byte[] body = zipped(" ".repeat(20_000_000) + "done");
        assertSuccessWithoutDone(sendTo(socket -> answer(socket, body)));
    }

    private void assertSuccessWithoutDone(Outcome outcome) {
        if (isAcknowledgedByAnySuccess()) {
            assertThat(outcome).isInstanceOf(Outcome.Acknowledged.class);
        } else {
            boolean mayAcknowledge =
                    List.of(200, 201).contains(outcome.attempt().statusCode());
            assertThat(verdict(outcome)).isEqualTo(mayAcknowledge ? Verdict.REJECTED : Verdict.UNREACHABLE);
        }
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void answer(Socket socket, byte[] body) throws IOException {
        write(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n");
        socket.getOutputStream().write(body);
    }

    private Outcome sendTo(RawServer.Behaviour behaviour) {
        try (RawServer server = new RawServer(behaviour)) {
            return send(server.url());
        }
    }

    static Verdict verdict(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).verdict();
    }
}
