package io.punchgate.command.gateway.tcp;

import static io.punchgate.command.gateway.tcp.TcpServer.AUTH;
import static io.punchgate.command.gateway.tcp.TcpServer.HEARTBEAT;
import static io.punchgate.command.gateway.tcp.TcpServer.SN;
import static io.punchgate.command.gateway.tcp.TcpServer.TOKEN;
import static io.punchgate.command.gateway.tcp.TcpServer.WELCOME;
import static io.punchgate.command.gateway.tcp.TcpServer.punch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceCommand.RotateAuthToken;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.DeviceWentOffline;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.command.device.DevicesInMemory;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcpSessionTest {

    private final DevicesInMemory devices = new DevicesInMemory();
    private final TcpServer server = new TcpServer(devices.commands());

    @BeforeEach
    void register() {
        devices.register(SN, TOKEN, 180, true);
    }

    @AfterEach
    void stop() {
        server.close();
        devices.close();
    }

    @Test
    void givenEachOperation_whenAsked_thenAnsweredLikeOverHttp() {
        try (DeviceSocket device = server.connect()) {
            assertThat(device.ask(AUTH)).isEqualTo(WELCOME);
            assertThat(device.ask(punch("\"a\"", "1"))).isEqualTo("{\"id\":\"a\",\"ok\":true}");
            assertThat(device.ask(punch("7", "1"))).isEqualTo("{\"id\":7,\"ok\":true,\"duplicate\":true}");
            assertThat(device.ask("{\"op\":\"punches\",\"id\":null,\"punches\":[" + punch("1", "2") + ",{}]}"))
                    .startsWith("{\"ok\":true,\"results\":[{\"ok\":true},{\"ok\":false,\"error\":\"invalid_field\"");
            assertThat(device.ask("{\"op\":\"heartbeat\",\"id\":\"7\"}\r"))
                    .isEqualTo(WELCOME.replace("{", "{\"id\":\"7\","));
            assertThat(device.ask("{\"op\":\"validity\"}")).startsWith("{\"ok\":true,\"valid\":true,");
            assertThat(device.ask("{\"op\":\"config\"}")).startsWith("{\"ok\":true,\"sn\":\"" + SN + "\",");
        }
        assertThat(events(PunchRecorded.class))
                .extracting(PunchRecorded::userId, PunchRecorded::transport)
                .containsExactly(tuple("1", "tcp"), tuple("2", "tcp"));
    }

    @Test
    void givenManyRequestsAtOnce_whenAuthIsAmongThem_thenAnsweredInTheirOrder() {
        int requests = 2_000;
        String[] lines = Stream.concat(
                        Stream.of(AUTH),
                        IntStream.range(0, requests)
                                .mapToObj(id -> id % 3 == 0
                                        ? "{\"op\":\"heartbeat\",\"id\":" + id + "}"
                                        : punch("" + id, "" + id)))
                .toArray(String[]::new);
        try (DeviceSocket device = server.connect()) {
            device.send(lines);
            assertThat(device.read()).isEqualTo(WELCOME);
            for (int id = 0; id < requests; id++) {
                assertThat(device.read()).startsWith("{\"id\":" + id + ",\"ok\":true");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense|'\"error\":\"invalid_json\"'",
                "[]|'\"error\":\"invalid_json\"'",
                "{\"op\":\"heartbeat\",\"op\":\"config\"}|'\"error\":\"invalid_json\"'",
                "{\"id\":\"x\"}|'{\"id\":\"x\",\"ok\":false,\"error\":\"invalid_field\"'",
                "{\"op\":\"dance\",\"id\":5}|'{\"id\":5,\"ok\":false,\"error\":\"invalid_field\"'",
                "{\"op\":\"punch\",\"id\":\"x\",\"user_id\":1}|'\"field\":\"att_time\"}'",
                "{\"op\":\"punches\",\"id\":\"x\"}|'\"field\":\"punches\"}'",
                "{\"op\":\"heartbeat\",\"id\":{}}|'\"field\":\"id\"}'",
                "{\"op\":\"auth\"}|'\"field\":\"op\"}'",
                "{\"op\":\"result\",\"id\":\"x\"}|'\"field\":\"ok\"}'",
            })
    void givenBadLine_whenSent_thenToldAndTheConnectionLivesOn(String line, String told) {
        try (DeviceSocket device = server.enter()) {
            assertThat(device.ask(line)).contains("\"ok\":false").contains(told);
            assertThat(device.ask(HEARTBEAT)).isEqualTo(WELCOME);
        }
    }

    @Test
    void givenTooManyRows_whenSent_thenTooLargeAndTheConnectionLivesOn() {
        try (DeviceSocket device = server.enter()) {
            assertThat(device.ask("{\"op\":\"punches\",\"id\":1,\"punches\":[" + "0,".repeat(500) + "0]}"))
                    .startsWith("{\"id\":1,\"ok\":false,\"error\":\"too_large\"");
            assertThat(device.ask(HEARTBEAT)).isEqualTo(WELCOME);
        }
    }

    @Test
    void givenSecondConnection_whenItIsAuthenticated_thenItReplacesTheFirst() {
        try (DeviceSocket first = server.enter();
                DeviceSocket second = server.connect()) {
            assertThat(first.ask(HEARTBEAT)).isEqualTo(WELCOME);
            assertThat(second.ask(AUTH)).isEqualTo(WELCOME);
            assertThat(first.read()).isNull();
            assertThat(second.ask(HEARTBEAT)).isEqualTo(WELCOME);
        }
        assertThat(events(DeviceSeen.class)).isNotEmpty();
        assertThat(events(DeviceWentOffline.class)).isEmpty();
    }

    @Test
    void givenSecondConnection_whenItShowsAWrongToken_thenTheFirstStays() {
        try (DeviceSocket first = server.enter();
                DeviceSocket second = server.connect()) {
            assertThat(second.ask(AUTH.replace(TOKEN, "wrong"))).contains("unauthorized");
            assertThat(first.ask(HEARTBEAT)).isEqualTo(WELCOME);
        }
    }

    @Test
    void givenDeviceThatEndsItsOutput_whenItsRequestsAreUnderWay_thenStillAnswered() throws IOException {
        try (DeviceSocket device = server.connect()) {
            device.send(AUTH, punch("1", "1"));
            device.endOutput();
            assertThat(device.read()).isEqualTo(WELCOME);
            assertThat(device.read()).isEqualTo("{\"id\":1,\"ok\":true}");
            assertThat(device.read()).isNull();
        }
    }

    @Test
    void givenRotatedToken_whenTheDeviceReports_thenUnauthorizedAndClosed() {
        try (DeviceSocket device = server.enter()) {
            var unused = devices.commands()
                    .sendAndWait(new RotateAuthToken(SN, "cc", server.clock.instant(), server.clock.instant()));
            assertThat(device.ask(punch("\"a\"", "1")))
                    .startsWith("{\"id\":\"a\",\"ok\":false,\"error\":\"unauthorized\"");
            assertThat(device.read()).isNull();
        }
        assertThat(events(PunchRecorded.class)).isEmpty();
    }

    private <T> List<T> events(Class<T> type) {
        return devices.events(Streams.device(SN)).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
