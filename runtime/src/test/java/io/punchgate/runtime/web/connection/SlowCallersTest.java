package io.punchgate.runtime.web.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.punchgate.runtime.wait.Polling;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers that send one byte at a time, or stop, or come too many at once. */
class SlowCallersTest {

    private static final ConnectionLimits SHORT =
            new ConnectionLimits(Duration.ofMillis(700), Duration.ofMillis(900), 20, 10, 7);
    private static final Duration DRIP = Duration.ofMillis(100);
    private static final Duration LONGER = Duration.ofSeconds(6);
    private static final String HERE = "127.0.0.1";
    private static final String ELSEWHERE = "127.0.0.2";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SmallServer server = new SmallServer(SHORT, meters);

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "GET /read HTTP/1.1\r\nHost: x\r\nX-A: ", "\r\n"})
    void givenHeadersThatComeByteByByte_whenTheirTimeIsOver_thenTheConnectionIsClosed(String begun) throws IOException {
        Socket socket = send(begun);
        String drip = begun.equals("\r\n") ? "\r\n" : "x";

        assertThat(isClosedWhileDripping(socket, drip)).isTrue();
    }

    @Test
    void givenHeadersThatStop_whenTheirTimeIsOver_thenTheConnectionIsClosed() throws IOException {
        Socket socket = send("GET /read HTTP/1.1\r\nHost:");

        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void givenABodyThatComesByteByByte_whenItsTimeIsOver_thenTheConnectionIsClosed() throws IOException {
        Socket socket = send("POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");

        assertThat(isClosedWhileDripping(socket, "x")).isTrue();
    }

    @Test
    void givenABodyThatNobodyReads_whenItStops_thenTheAnswerCameAndTheConnectionIsClosed() throws IOException {
        Socket socket =
                send("POST /refuse HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(10_000));

        assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII)).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void givenARequestInParts_whenItComesInTime_thenItIsAnsweredAndTheConnectionLives() throws IOException {
        Socket socket = send("POST /read HTTP/1.1\r\nHo");
        for (String part : List.of("st: x\r\nContent-Le", "ngth: 4\r\n", "\r\nab", "cd")) {
            Polling.rest(DRIP);
            write(socket, part);
        }
        assertThat(status(socket)).isEqualTo("HTTP/1.1 204 ");
        Polling.rest(Duration.ofMillis(1_500));
        write(socket, "POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab");
        assertThat(status(socket)).isEqualTo("HTTP/1.1 204 ");
    }

    @Test
    void givenAnAddressWithAllItsConnections_whenOneMoreComes_thenItIsClosedAndLaterOnesAreServed() throws IOException {
        Socket last = open();
        assertThat(isServed(last)).isTrue();
        for (int n = 1; n < SHORT.perAddressMax(); n++) {
            assertThat(isServed(open())).isTrue();
        }

        assertThat(isServed(open())).isFalse();
        assertThat(meters.get("punchgate.http.refused").functionCounter().count())
                .isPositive();

        last.close();
        assertThat(eventually(this::isOneMoreServed)).isTrue();
    }

    @Test
    void givenTooManyHeadersThatDoNotEnd_whenAnotherBegins_thenItIsClosedAndWholeRequestsAreServed()
            throws IOException {
        for (int n = 0; n < SHORT.unfinishedHeadersMax(); n++) {
            sendFrom(n % 2 == 0 ? HERE : ELSEWHERE, "GET /read HT");
        }
        assertThat(eventually(() -> isClosedAtOnce(HERE) && isClosedAtOnce(ELSEWHERE)))
                .isTrue();
        assertThat(isServed(open())).isTrue();
    }

    @Test
    void givenAnAddressWithItsShareOfHeadersThatDoNotEnd_whenAnotherBegins_thenItIsClosedAndOthersMayBeginOne()
            throws IOException {
        for (int n = 0; n < SHORT.unfinishedHeadersPerAddressMax(); n++) {
            sendFrom(HERE, "GET /read HT");
        }
        assertThat(eventually(() -> isClosedAtOnce(HERE))).isTrue();
        assertThat(isClosedAtOnce(ELSEWHERE)).isFalse();
    }

    private boolean isClosedAtOnce(String from) {
        try {
            Socket socket = sendFrom(from, "GET /read HT");
            socket.setSoTimeout(200);
            boolean closed = socket.getInputStream().read() < 0;
            socket.close();
            return closed;
        } catch (IOException e) {
            return e instanceof SocketException;
        }
    }

    private static boolean eventually(BooleanSupplier condition) {
        return Polling.until(condition, DRIP, LONGER);
    }

    private boolean isOneMoreServed() {
        try {
            return isServed(open());
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isServed(Socket socket) {
        try {
            write(socket, "POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
            return status(socket).equals("HTTP/1.1 204 ");
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isClosedWhileDripping(Socket socket, String drip) {
        return Polling.until(() -> !isWritten(socket, drip), DRIP, LONGER);
    }

    /** False once the peer has closed: the first write after that is answered by a reset, so that the next one fails. */
    private static boolean isWritten(Socket socket, String text) {
        try {
            write(socket, text);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String status(Socket socket) throws IOException {
        byte[] answer = new byte[8_192];
        int read = socket.getInputStream().read(answer);
        return read < 0 ? "" : new String(answer, 0, Math.min(read, 13), US_ASCII);
    }

    private Socket open() throws IOException {
        return server.open(HERE);
    }

    private Socket send(String text) throws IOException {
        return sendFrom(HERE, text);
    }

    private Socket sendFrom(String address, String text) throws IOException {
        Socket socket = server.open(address);
        write(socket, text);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }
}
