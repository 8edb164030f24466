package io.punchgate.command.gateway.tcp;

import static io.punchgate.command.gateway.tcp.TcpServer.AUTH;
import static io.punchgate.command.gateway.tcp.TcpServer.HEARTBEAT;
import static io.punchgate.command.gateway.tcp.TcpServer.SN;
import static io.punchgate.command.gateway.tcp.TcpServer.TOKEN;
import static io.punchgate.command.gateway.tcp.TcpServer.WELCOME;
import static io.punchgate.command.gateway.tcp.TcpServer.punch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.runtime.BesideOthers;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BesideOthers
class TcpLimitsTest {

    private static final int ROUNDS = 100;
    private static final int CONNECTIONS_AT_ONCE = 8;

    private final DevicesInMemory devices = new DevicesInMemory();
    private final HeldInstructions held = new HeldInstructions(devices.commands());
    private final TcpServer server = new TcpServer(held.gateway());

    @BeforeEach
    void register() {
        devices.register(SN, TOKEN, 1, true);
        devices.register("DISABLED", TOKEN, 180, false);
    }

    @AfterEach
    void stop() {
        server.close();
        devices.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"op\":\"auth\",\"sn\":\"SN7A2300583\",\"token\":\"wrong\"}",
                "{\"op\":\"auth\",\"sn\":\"NOBODY\",\"token\":\"token-1\"}",
                "{\"op\":\"auth\",\"sn\":\"SN7A2300583\"}",
                "{\"op\":\"auth\",\"sn\":7,\"token\":\"token-1\"}",
                "{\"op\":\"heartbeat\"}",
                "GET / HTTP/1.1",
            })
    void givenWhoIsNotTheDevice_whenSpeaking_thenOneAndTheSameAnswerAndClosed(String line) {
        long start = System.nanoTime();
        try (DeviceSocket stranger = server.connect()) {
            stranger.send(line, AUTH, HEARTBEAT);
            assertThat(stranger.read())
                    .isEqualTo("{\"ok\":false,\"error\":\"unauthorized\",\"message\":"
                            + "\"sn and auth-token do not belong to a device that is known\"}");
            assertThat(stranger.read()).isNull();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void givenManyFailures_whenOneMore_thenLimitedButTheDeviceIsServed() {
        String wrong = AUTH.replace(TOKEN, "wrong");
        for (int failure = 0; failure < TcpServer.FAILURES_PER_MINUTE; failure++) {
            try (DeviceSocket stranger = server.connect()) {
                assertThat(stranger.ask(wrong)).contains("unauthorized");
            }
        }
        try (DeviceSocket stranger = server.connect()) {
            assertThat(stranger.ask(wrong)).contains("\"rate_limited\"").endsWith(",\"retry_after\":60}");
            assertThat(stranger.read()).isNull();
        }
        server.enter().close();
    }

    @Test
    void givenDisabledDevice_whenAuthenticating_thenToldAndClosed() {
        try (DeviceSocket device = server.connect()) {
            assertThat(device.ask(AUTH.replace(SN, "DISABLED"))).contains("\"device_disabled\"");
            assertThat(device.read()).isNull();
        }
    }

    @Test
    void givenNoStore_whenAuthenticating_thenUnavailableAndClosed() {
        devices.fail(true);
        try (DeviceSocket device = server.connect()) {
            assertThat(device.ask(AUTH)).contains("\"unavailable\"").contains("\"retry_after\":2");
            assertThat(device.read()).isNull();
        }
    }

    @Test
    void givenNoAuth_whenItsTimeIsOver_thenClosed() {
        try (DeviceSocket device = server.connect()) {
            device.write(AUTH);
            assertThat(device.read()).isNull();
        }
    }

    @Test
    void givenDevice_whenItFallsSilent_thenClosedAndNotBefore() {
        try (DeviceSocket device = server.enter()) {
            long start = System.nanoTime();
            assertThat(device.read()).isNull();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(900));
        }
    }

    @Test
    void givenAnswersUnderWay_whenTheLineIsTooLong_thenAnsweredInOrderAndClosed() {
        try (DeviceSocket device = server.enter()) {
            device.send(punch("1", "1"), HEARTBEAT, "x".repeat(300_000), HEARTBEAT);
            await().until(() -> held.size() == 1);
            held.release(1);
            assertThat(device.read()).isEqualTo("{\"id\":1,\"ok\":true}");
            assertThat(device.read()).isEqualTo(WELCOME);
            assertThat(device.read()).contains("\"too_large\"");
            assertThat(device.read()).isNull();
        }
    }

    @Test
    void givenManyPunchesUnderWay_whenMoreAreSent_thenNotReadUntilSomeAreAnswered() {
        int punches = 3 * AnswerQueue.UNDER_WAY_MAX;
        try (DeviceSocket device = server.enter()) {
            device.send(IntStream.range(0, punches)
                    .mapToObj(id -> punch("" + id, "" + id))
                    .toArray(String[]::new));
            for (int part = 0; part < 3; part++) {
                await().during(Duration.ofMillis(200)).until(() -> held.size() == AnswerQueue.UNDER_WAY_MAX);
                held.release(AnswerQueue.UNDER_WAY_MAX);
            }
            for (int id = 0; id < punches; id++) {
                assertThat(device.read()).isEqualTo("{\"id\":" + id + ",\"ok\":true}");
            }
        }
    }

    @Test
    void givenAsManyConnectionsAsAllowed_whenOneMore_thenClosedAtOnce() {
        try (TcpServer narrow = new TcpServer(held.gateway(), new TcpSettings(0, 1, null, null), TcpServer.TIMEOUTS);
                DeviceSocket first = narrow.enter();
                DeviceSocket second = narrow.connect()) {
            assertThat(second.read()).isNull();
            assertThat(first.ask(HEARTBEAT)).isEqualTo(WELCOME);
            assertThat(narrow.meters.get("punchgate.tcp.refused").counter().count())
                    .isEqualTo(1);
            assertThat(narrow.meters.get("punchgate.tcp.connections").gauge().value())
                    .isEqualTo(1);
        }
    }

    @Test
    void givenRoomForOneConnection_whenManyComeAtOnce_thenOneIsLetIn() {
        try (TcpServer narrow = new TcpServer(held.gateway(), new TcpSettings(0, 1, null, null), TcpServer.TIMEOUTS)) {
            for (int round = 1; round <= ROUNDS; round++) {
                int refusedBefore = refused(narrow);
                List<DeviceSocket> sockets = IntStream.range(0, CONNECTIONS_AT_ONCE)
                        .parallel()
                        .mapToObj(n -> narrow.connect())
                        .toList();
                often().until(() -> refused(narrow) - refusedBefore + open(narrow) == CONNECTIONS_AT_ONCE);
                assertThat(open(narrow)).as("let in, round %d", round).isEqualTo(1);
                sockets.forEach(DeviceSocket::close);
                often().until(() -> open(narrow) == 0);
            }
        }
    }

    private static ConditionFactory often() {
        return await().pollInterval(Duration.ofMillis(5));
    }

    private static int refused(TcpServer server) {
        return (int) server.meters.get("punchgate.tcp.refused").counter().count();
    }

    private static int open(TcpServer server) {
        return (int) server.meters.get("punchgate.tcp.connections").gauge().value();
    }
}
