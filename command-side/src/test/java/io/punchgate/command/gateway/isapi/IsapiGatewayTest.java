package io.punchgate.command.gateway.isapi;

import static io.punchgate.command.device.DevicesInMemory.PATH_TOKEN;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.command.gateway.GatewayContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import org.axonframework.commandhandling.gateway.CommandGateway;

class IsapiGatewayTest extends GatewayContract {

    private static final String PATH = "/d/" + PATH_TOKEN + "/isapi/" + SN;
    private static final String EVENT =
            "{\"dateTime\":\"2026-06-21T09:30:00+05:30\",\"eventType\":\"AccessControllerEvent\","
                    + "\"AccessControllerEvent\":{\"subEventType\":75,\"employeeNoString\":\"%s\",\"serialNo\":1}}";
    private static final int READ_WAIT_MILLIS = 20_000;

    @Override
    protected Gateway start(CommandGateway commands) {
        return new OverIsapi(new IsapiServer(commands));
    }

    private record OverIsapi(IsapiServer server) implements Gateway {

        @Override
        public Answer punch(String userId) {
            return answer(server.post(PATH, "application/json", EVENT.formatted(userId)));
        }

        @Override
        public Answer broken() {
            return answer(server.post(PATH, "application/json", "{\"eventType\":"));
        }

        @Override
        public Answer oversized() {
            return answer(server.post(
                    PATH, "application/json", " ".repeat(IsapiCalls.BODY_BYTES_MAX) + EVENT.formatted("1")));
        }

        @Override
        public void halfOfPunch(String userId) {
            String body = EVENT.formatted(userId);
            try (Socket socket = new Socket("localhost", server.port())) {
                socket.setSoTimeout(READ_WAIT_MILLIS);
                socket.getOutputStream()
                        .write(("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n"
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
