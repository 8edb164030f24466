package io.punchgate.command.gateway.tcp;

import static io.punchgate.command.gateway.tcp.TcpServer.HEARTBEAT;
import static io.punchgate.command.gateway.tcp.TcpServer.SN;
import static io.punchgate.command.gateway.tcp.TcpServer.TOKEN;
import static io.punchgate.command.gateway.tcp.TcpServer.WELCOME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceCommand.QueueInstruction;
import io.punchgate.api.device.InstructionEvent.InstructionAnswered;
import io.punchgate.api.device.InstructionEvent.InstructionSent;
import io.punchgate.command.device.DevicesInMemory;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpInstructionsTest {

    private static final String REBOOT = "{\"op\":\"cmd\",\"id\":\"c1\",\"cmd\":\"reboot\",\"data\":{\"in\":5}}";

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
    void givenConnectedDevice_whenAInstructionIsQueued_thenItGetsItAndItsAnswerIsKept() {
        try (DeviceSocket device = server.enter()) {
            queue("c1");
            server.devices.instructionWaiting(SN);
            assertThat(device.read()).isEqualTo(REBOOT);
            device.send("{\"op\":\"result\",\"id\":\"c1\",\"ok\":true,\"result\":{\"took\":3}}");
            assertThat(device.ask(HEARTBEAT)).isEqualTo(WELCOME);
        }
        assertThat(events(InstructionAnswered.class)).singleElement().satisfies(answered -> {
            assertThat(answered.commandId()).isEqualTo("c1");
            assertThat(answered.done()).isTrue();
            assertThat(answered.result()).isEqualTo("{\"took\":3}");
        });
    }

    @Test
    void givenWaitingInstruction_whenTheDeviceConnects_thenItGetsItOnce() {
        queue("c1");
        try (DeviceSocket device = server.enter()) {
            assertThat(device.read()).isEqualTo(REBOOT);
            server.devices.instructionWaiting(SN);
            queue("c2");
            server.devices.instructionWaiting(SN);
            assertThat(device.read()).isEqualTo(REBOOT.replace("c1", "c2"));
        }
        assertThat(events(InstructionSent.class)).hasSize(2);
    }

    @Test
    void givenInstruction_whenUnansweredForAMinute_thenItGetsItAgain() {
        queue("c1");
        try (DeviceSocket device = server.enter()) {
            assertThat(device.read()).isEqualTo(REBOOT);
            server.clock.now = server.clock.now.plusSeconds(60);
            assertThat(device.read()).isEqualTo(REBOOT);
            device.send("{\"op\":\"result\",\"id\":\"c1\",\"ok\":false}");
            await().until(() -> !events(InstructionAnswered.class).isEmpty());
        }
        assertThat(events(InstructionAnswered.class))
                .singleElement()
                .satisfies(answered -> assertThat(answered.done()).isFalse());
    }

    @Test
    void givenMoreInstructionsThanAreTakenAtATime_whenTheDeviceConnects_thenItGetsAllInOrder() {
        for (int command = 0; command < 70; command++) {
            queue("c" + command);
        }
        try (DeviceSocket device = server.enter()) {
            for (int command = 0; command < 70; command++) {
                assertThat(device.read()).isEqualTo(REBOOT.replace("c1", "c" + command));
            }
        }
    }

    private void queue(String instructionId) {
        var unused = devices.commands()
                .sendAndWait(new QueueInstruction(SN, instructionId, "reboot", "{\"in\":5}", server.clock.instant()));
    }

    private <T> List<T> events(Class<T> type) {
        return devices.events(Streams.device(SN)).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
