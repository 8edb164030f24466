package io.punchgate.command.gateway.adms;

import static io.punchgate.command.device.DevicesInMemory.PATH_TOKEN;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.command.gateway.GatewayContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** A row that cannot be read is counted as safe, and kept: without that the device would send it for ever. */
class AdmsGatewayTest extends GatewayContract {

    private static final String UPLOAD = "/d/" + PATH_TOKEN + "/iclock/cdata?SN=" + SN + "&table=ATTLOG&Stamp=9999";
    private static final String ROW = "%s\t2026-06-21 09:30:00\t0\t1\t0\t0\t0\n";
    private static final int BODY_BYTES_MAX = 4 * 1024 * 1024;
    private static final int READ_WAIT_MILLIS = 20_000;

    @Override
    protected Gateway start(CommandGateway commands) {
        return new OverAdms(new AdmsServer(300, commands));
    }

    private record OverAdms(AdmsServer server) implements Gateway {

        @Override
        public Answer punch(String userId) {
            return answer(server.post(UPLOAD, ROW.formatted(userId)));
        }

        @Override
        public Answer broken() {
            HttpResponse<String> counted = server.post(UPLOAD, "no row of this table\n");
            assertThat(counted.body()).isEqualTo("OK: 1");
            return Answer.REFUSED;
        }

        @Override
        public Answer oversized() {
            return answer(server.post(UPLOAD, ROW.formatted("1") + " ".repeat(BODY_BYTES_MAX)));
        }

        @Override
        public void halfOfPunch(String userId) {
            String row = ROW.formatted(userId);
            try (Socket socket = new Socket("localhost", server.port())) {
                socket.setSoTimeout(READ_WAIT_MILLIS);
                socket.getOutputStream()
                        .write(("POST " + UPLOAD + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + row.length()
                                        + "\r\n\r\n" + row.substring(0, row.length() - 3))
                                .getBytes(US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
                assertThat(answer).doesNotContain("OK");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Answer answer(HttpResponse<String> response) {
            if (response.statusCode() == 200) {
                assertThat(response.body()).isEqualTo("OK: 1");
                return Answer.ACKNOWLEDGED;
            }
            assertThat(response.body()).doesNotContainIgnoringCase("ok");
            return response.statusCode() == 503 ? Answer.UNAVAILABLE : Answer.REFUSED;
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
