package io.punchgate.command.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.runtime.OneByOne;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Callers that nobody knows, before the whole command side: nothing of theirs is waited for. */
@OneByOne
class StrangersInTheProcessTest {

    private static final int STALLED_BYTES = 100_000;

    @SuppressWarnings("NullAway.Init")
    private static ConfigurableApplicationContext process;

    @BeforeAll
    static void start(@TempDir Path data) {
        process = GatewaysApplication.run(data);
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/attendance/v1/punches, application/json, 1048576, 401",
        "POST, /api/attendance/v1/punch, application/json, 60000, 401",
        "POST, /api/attendance/v1/heartbeat, application/json, 400, 401",
        "POST, '/iclock/cdata?SN=NOBODY&table=ATTLOG', text/plain, 4000000, 401",
        "POST, '/iclock/cdata?SN=NOBODY&table=ATTLOG', text/plain, 60000, 401",
        "POST, '/d/nothing/iclock/devicecmd?SN=NOBODY', text/plain, 4000, 401",
        "POST, /d/nothing/isapi/NOBODY, multipart/form-data; boundary=b, 1048576, 401",
        "PUT, /iclock/cdata?SN=NOBODY, application/x-www-form-urlencoded, 1048576, 405",
        "PATCH, /api/admin/v1/devices/D, application/x-www-form-urlencoded, 1048576, 401",
        "POST, /api/admin/v1/devices, multipart/form-data; boundary=b, 1048576, 401",
        "POST, /api/mqtt/v1/auth, application/json, 100000, 401",
        "DELETE, /nothing/here, application/x-www-form-urlencoded, 1048576, 404",
    })
    void givenABodyThatDoesNotComeToItsEnd_whenTheCallerIsUnknown_thenAnsweredWithoutIt(
            String method, String path, String type, int announced, int status) throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write((method + " " + path + " HTTP/1.1\r\nHost: x\r\nsn: NOBODY\r\nauth-token: x\r\nContent-Type: "
                            + type + "\r\nContent-Length: " + announced + "\r\n\r\n")
                    .getBytes(US_ASCII));
            out.write(new byte[Math.min(announced - 1, STALLED_BYTES)]);
            out.flush();

            assertThat(new String(socket.getInputStream().readNBytes(13), US_ASCII))
                    .isEqualTo("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void givenADeviceThatWasUnknown_whenItIsRegistered_thenItIsServedAtOnce() throws IOException {
        assertThat(heartbeat()).isEqualTo("HTTP/1.1 401 ");
        var unused = process.getBean(CommandGateway.class)
                .sendAndWait(DevicesInMemory.registration("LATER", "token-1", 180, true));
        assertThat(heartbeat()).isEqualTo("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/punches?x=%", "/api/v1/punches?limit=%zz", "/api/v1/deliveries?sn=%ff",
                "/api/audit/v1/events?sn=M%FCller", "/api/admin/v1/devices/D?x=%00", "/actuator/health/readiness?x=%f",
                "/nothing?%u00e4", "/api/v1/punches/%00"
            })
    void givenAnAddressThatCannotBeRead_whenAsked_thenAProblemAndNoFailure(String address) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(("GET " + address + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").getBytes(US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json", "\"status\":400");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/readiness?x=%C3%BC&y=a+b", "/actuator/health/readiness?"})
    void givenAnAddressThatCanBeRead_whenAsked_thenAnswered(String address) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(("GET " + address + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(13), US_ASCII))
                    .isEqualTo("HTTP/1.1 200 ");
        }
    }

    private static String heartbeat() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(
                            "GET /api/attendance/v1/heartbeat HTTP/1.1\r\nHost: x\r\nsn: LATER\r\nauth-token: token-1\r\n\r\n"
                                    .getBytes(US_ASCII));
            return new String(socket.getInputStream().readNBytes(13), US_ASCII);
        }
    }

    private static Socket connect() throws IOException {
        int port = Integer.parseInt(String.valueOf(process.getEnvironment().getProperty("local.server.port")));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(3_000);
        return socket;
    }
}
