package io.punchgate.command.gateway.http;

import static io.punchgate.command.gateway.http.AttendanceServer.SN;
import static io.punchgate.command.gateway.http.AttendanceServer.TOKEN;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.command.lane.LaneFull;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttendanceLimitsTest {

    private static final int MIB = 1024 * 1024;

    @SuppressWarnings("NullAway.Init")
    private static AttendanceServer server;

    @BeforeAll
    static void start() {
        server = new AttendanceServer(3);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void givenBodyAtTheLimit_whenPosted_thenReadAndOneByteMoreIsTooLarge() {
        assertThat(server.post("punch", " ".repeat(64 * 1024)).statusCode()).isEqualTo(400);
        assertThat(server.post("punch", " ".repeat(64 * 1024 + 1)).statusCode()).isEqualTo(413);
        assertThat(server.post("heartbeat", " ".repeat(64 * 1024 + 1)).statusCode())
                .isEqualTo(413);
        assertThat(server.post("punches", " ".repeat(MIB)).statusCode()).isEqualTo(400);
        assertThat(server.post("punches", " ".repeat(MIB + 1)).statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givenSenderThatReadsOnlyAfterSending_whenTheBodyIsFarTooLarge_thenItStillGetsTheAnswer(boolean chunked)
            throws IOException {
        byte[] megabyte = new byte[MIB];
        try (Socket socket = new Socket("localhost", server.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            String length = chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + 8 * MIB;
            out.write(("POST /api/attendance/v1/punch HTTP/1.1\r\nHost: x\r\nsn: " + SN + "\r\nauth-token: " + TOKEN
                            + "\r\n" + length + "\r\n\r\n")
                    .getBytes(US_ASCII));
            for (int sent = 0; sent < 8; sent++) {
                out.write((chunked ? "100000\r\n" : "").getBytes(US_ASCII));
                out.write(megabyte);
                out.write((chunked ? "\r\n" : "").getBytes(US_ASCII));
            }
            out.write((chunked ? "0\r\n\r\n" : "").getBytes(US_ASCII));
            out.flush();
            String answer = new String(socket.getInputStream().readNBytes(60), US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void givenManyFailures_whenOneMore_thenLimitedButTheDeviceIsServed() {
        for (int failure = 0; failure < 3; failure++) {
            assertThat(server.send(server.request("heartbeat", SN, "wrong").GET())
                            .statusCode())
                    .isEqualTo(401);
        }
        HttpResponse<String> limited =
                server.send(server.request("heartbeat", "NOBODY", "wrong").GET());
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.body()).contains("\"rate_limited\"");
        assertThat(limited.headers().firstValue("Retry-After")).hasValue("60");
        assertThat(server.get("heartbeat").statusCode()).isEqualTo(200);
    }

    @Test
    void givenFullLane_whenPunched_thenUnavailableWithItsRetryAfter() {
        SimpleCommandBus full = new FullCommandBus();
        try (AttendanceServer refusing = new AttendanceServer(
                300, DefaultCommandGateway.builder().commandBus(full).build())) {
            HttpResponse<String> answer =
                    refusing.post("punch", "{\"user_id\":1,\"att_time\":\"2026-06-21 09:30:00\"}");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("\"error\":\"unavailable\"");
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
        }
    }

    private static final class FullCommandBus extends SimpleCommandBus {

        FullCommandBus() {
            super(SimpleCommandBus.builder());
        }

        @Override
        protected <C, R> void doDispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
            throw new LaneFull(Duration.ofSeconds(7));
        }
    }
}
