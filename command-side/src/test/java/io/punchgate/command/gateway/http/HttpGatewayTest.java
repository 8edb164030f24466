package io.punchgate.command.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.command.gateway.GatewayContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import org.axonframework.commandhandling.gateway.CommandGateway;

class HttpGatewayTest extends GatewayContract {

    private static final String PUNCH = "{\"user_id\":\"%s\",\"att_time\":\"2026-06-21 09:30:00\"}";
    private static final int READ_WAIT_MILLIS = 20_000;

    @Override
    protected Gateway start(CommandGateway commands) {
        return new OverHttp(new AttendanceServer(300, commands));
    }

    private record OverHttp(AttendanceServer server) implements Gateway {

        @Override
        public Answer punch(String userId) {
            return answer(server.post("punch", PUNCH.formatted(userId)));
        }

        @Override
        public Answer broken() {
            return answer(server.post("punch", "{\"user_id\":"));
        }

        @Override
        public Answer oversized() {
            return answer(server.post("punch", " ".repeat(64 * 1024) + PUNCH.formatted("1")));
        }

        @Override
        public void halfOfPunch(String userId) {
            String body = PUNCH.formatted(userId);
            try (Socket socket = new Socket("localhost", server.port())) {
                socket.setSoTimeout(READ_WAIT_MILLIS);
                socket.getOutputStream()
                        .write(("POST /api/attendance/v1/punch HTTP/1.1\r\nHost: x\r\nsn: " + SN + "\r\nauth-token: "
                                        + TOKEN + "\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                        + body.substring(0, body.length() / 2))
                                .getBytes(US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
                assertThat(answer).doesNotContain("\"ok\":true");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Answer answer(HttpResponse<String> response) {
            return switch (response.statusCode()) {
                case 200 -> Answer.ACKNOWLEDGED;
                case 503 -> Answer.UNAVAILABLE;
                default -> Answer.REFUSED;
            };
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
