package io.punchgate.command.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.punchgate.runtime.start.StartRefused;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class DevicePortTest {

    private static DevicePort port(int port, int connectionsMax, SimpleMeterRegistry meters) {
        return new DevicePort(
                new DevicePort.Place("Dialect", port, connectionsMax),
                DevicePort.Endings.AT_ONCE,
                channel -> {},
                meters);
    }

    @Test
    void givenNegativePort_whenStarted_thenClosed() {
        DevicePort off = port(-1, 1, new SimpleMeterRegistry());
        off.start();
        assertThat(off.port()).isEqualTo(-1);
        assertThat(off.isRunning()).isFalse();
        off.stop();
    }

    @Test
    void givenPortInUse_whenStarted_thenRefusedByTheNameOfItsSetting() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            DevicePort taken = port(other.getLocalPort(), 1, new SimpleMeterRegistry());
            assertThatThrownBy(taken::start).isInstanceOf(StartRefused.class);
            assertThat(taken.isRunning()).isFalse();
        }
    }

    @Test
    void givenTooManyConnections_whenOneMore_thenItIsClosedAndCounted() throws IOException {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        DevicePort small = port(0, 1, meters);
        small.start();
        try (Socket first = new Socket("localhost", small.port())) {
            Awaitility.await().until(() -> connections(meters) == 1);
            try (Socket second = new Socket("localhost", small.port())) {
                second.setSoTimeout(10_000);
                assertThat(second.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(meters.get("punchgate.dialect.refused").counter().count())
                    .isEqualTo(1);
            assertThat(connections(meters)).isEqualTo(1);
            small.stop();
            assertThat(first.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static double connections(SimpleMeterRegistry meters) {
        return meters.get("punchgate.dialect.connections").gauge().value();
    }
}
