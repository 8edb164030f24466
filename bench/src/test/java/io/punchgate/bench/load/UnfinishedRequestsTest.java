package io.punchgate.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UnfinishedRequestsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final ServerSocket server;

    UnfinishedRequestsTest() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void givenAServerThatWaits_whenItClosesOne_thenOnlyTheOtherIsOpen() throws IOException {
        try (UnfinishedRequests requests =
                UnfinishedRequests.thatStall(server.getLocalPort(), 2, "begin".getBytes(US_ASCII))) {
            try (Socket first = server.accept();
                    Socket second = server.accept()) {
                assertThat(first.getInputStream().readNBytes(5)).isEqualTo("begin".getBytes(US_ASCII));
                assertThat(second.getInputStream().readNBytes(5)).isEqualTo("begin".getBytes(US_ASCII));
                assertThat(requests.openAfter(Duration.ZERO)).isEqualTo(2);
                assertThat(requests.closedAfter()).isNull();
            }

            assertThat(requests.awaitClosed(LONG)).isTrue();
            assertThat(requests.closedAfter()).isLessThan(LONG);
            assertThat(requests.openAfter(LONG)).isZero();
        }
    }

    @Test
    void givenAPause_whenTheBeginningIsSent_thenByteAfterByteFollows() throws IOException {
        try (UnfinishedRequests requests = UnfinishedRequests.thatDrip(
                        server.getLocalPort(), 1, "begin".getBytes(US_ASCII), Duration.ofMillis(10));
                Socket connection = server.accept()) {
            assertThat(connection.getInputStream().readNBytes(8)).isEqualTo("beginaaa".getBytes(US_ASCII));
            assertThat(requests.closedAfter()).isNull();
        }
    }
}
