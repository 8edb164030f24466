package io.punchgate.command.gateway.tcp;

import static io.punchgate.command.gateway.tcp.TcpServer.AUTH;
import static io.punchgate.command.gateway.tcp.TcpServer.HEARTBEAT;
import static io.punchgate.command.gateway.tcp.TcpServer.SN;
import static io.punchgate.command.gateway.tcp.TcpServer.TOKEN;
import static io.punchgate.command.gateway.tcp.TcpServer.WELCOME;
import static io.punchgate.command.gateway.tcp.TcpServer.punch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.runtime.start.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TcpServerTest {

    private final DevicesInMemory devices = new DevicesInMemory();

    @BeforeEach
    void register() {
        devices.register(SN, TOKEN, 180, true);
    }

    @AfterEach
    void stop() {
        devices.close();
    }

    @Test
    void givenPortInUse_whenStarted_thenRefusedAndThePortNamed() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            assertThatThrownBy(() -> server(other.getLocalPort(), null, null))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("TCP port " + other.getLocalPort() + " ");
        }
    }

    @Test
    void givenNoPortWanted_whenStarted_thenNoneAndAllIsWell() {
        try (TcpServer server = server(-1, null, null)) {
            assertThat(server.port.port()).isEqualTo(-1);
            assertThat(server.port.isRunning()).isFalse();
            assertThat(server.port.isServing()).isTrue();
        }
    }

    @Test
    void givenStartedServer_whenStopped_thenNoLongerServing() {
        try (TcpServer server = server(0, null, null)) {
            assertThat(server.port.isServing()).isTrue();
            server.port.stop();
            assertThat(server.port.isServing()).isFalse();
        }
    }

    @Test
    void givenAnswerUnderWay_whenStopped_thenAnsweredBeforeTheEnd() {
        HeldInstructions held = new HeldInstructions(devices.commands());
        TcpServer server = new TcpServer(held.gateway());
        CompletableFuture<Void> stopped;
        try (DeviceSocket device = server.enter()) {
            device.send(punch("1", "1"));
            await().until(() -> held.size() == 1);
            stopped = CompletableFuture.runAsync(server::close);
            await().until(() -> server.port.port() < 0);
            held.release(1);
            assertThat(device.read()).isEqualTo("{\"id\":1,\"ok\":true}");
            assertThat(device.read()).isNull();
        }
        stopped.join();
    }

    @Test
    void givenCertificate_whenConnectedOverTls_thenAsWithout(@TempDir Path folder)
            throws IOException, GeneralSecurityException {
        TlsFiles files = TlsFiles.generate(folder);
        try (TcpServer server = server(0, files.certificate(), files.key());
                DeviceSocket device = new DeviceSocket(
                        files.client().createSocket(InetAddress.getLoopbackAddress(), server.port.port()))) {
            device.send(AUTH, punch("1", "1"), HEARTBEAT);
            assertThat(device.read()).isEqualTo(WELCOME);
            assertThat(device.read()).isEqualTo("{\"id\":1,\"ok\":true}");
            assertThat(device.read()).isEqualTo(WELCOME);
            device.write("x".repeat(300_000));
            assertThat(device.read()).contains("too_large");
            assertThat(device.read()).isNull();
        }
    }

    @Test
    void givenIncompleteTls_whenStarted_thenRefused(@TempDir Path folder) throws IOException {
        Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nonsense");
        assertThatThrownBy(() -> server(0, nonsense, null)).isInstanceOf(StartRefused.class);
        assertThatThrownBy(() -> server(0, nonsense, nonsense))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("nonsense.pem");
        assertThatThrownBy(() -> server(0, nonsense, folder.resolve("missing.pem")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("missing.pem");
    }

    private TcpServer server(int port, @Nullable Path certificate, @Nullable Path key) {
        return new TcpServer(devices.commands(), new TcpSettings(port, 100, certificate, key), TcpTimeouts.STANDARD);
    }
}
