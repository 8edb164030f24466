package io.punchgate.command.gateway.tcp;

import static io.punchgate.command.gateway.tcp.Gate.AUTH;
import static io.punchgate.command.gateway.tcp.Gate.HEARTBEAT;
import static io.punchgate.command.gateway.tcp.Gate.SN;
import static io.punchgate.command.gateway.tcp.Gate.TOKEN;
import static io.punchgate.command.gateway.tcp.Gate.WELCOME;
import static io.punchgate.command.gateway.tcp.Gate.punch;
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
            assertThatThrownBy(() -> gate(other.getLocalPort(), null, null))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("TCP port " + other.getLocalPort() + " ");
        }
    }

    @Test
    void givenNoPortWanted_whenStarted_thenNoneAndAllIsWell() {
        try (Gate gate = gate(-1, null, null)) {
            assertThat(gate.port.port()).isEqualTo(-1);
            assertThat(gate.port.isRunning()).isFalse();
            assertThat(gate.port.isServing()).isTrue();
        }
    }

    @Test
    void givenStartedServer_whenStopped_thenNoLongerServing() {
        try (Gate gate = gate(0, null, null)) {
            assertThat(gate.port.isServing()).isTrue();
            gate.port.stop();
            assertThat(gate.port.isServing()).isFalse();
        }
    }

    @Test
    void givenAnswerUnderWay_whenStopped_thenAnsweredBeforeTheEnd() {
        HeldInstructions held = new HeldInstructions(devices.commands());
        Gate gate = new Gate(held.gateway());
        CompletableFuture<Void> stopped;
        try (DeviceSocket device = gate.enter()) {
            device.send(punch("1", "1"));
            await().until(() -> held.size() == 1);
            stopped = CompletableFuture.runAsync(gate::close);
            await().until(() -> gate.port.port() < 0);
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
        try (Gate gate = gate(0, files.certificate(), files.key());
                DeviceSocket device = new DeviceSocket(
                        files.client().createSocket(InetAddress.getLoopbackAddress(), gate.port.port()))) {
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
        assertThatThrownBy(() -> gate(0, nonsense, null)).isInstanceOf(StartRefused.class);
        assertThatThrownBy(() -> gate(0, nonsense, nonsense))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("nonsense.pem");
        assertThatThrownBy(() -> gate(0, nonsense, folder.resolve("missing.pem")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("missing.pem");
    }

    private Gate gate(int port, @Nullable Path certificate, @Nullable Path key) {
        return new Gate(devices.commands(), new TcpSettings(port, 100, certificate, key), TcpTimeouts.STANDARD);
    }
}
