package io.punchgate.standalone.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceCommand.ChangeDevice;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.command.device.DevicePatches;
import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.command.gateway.broker.LocalBroker;
import io.punchgate.runtime.OneByOne;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A message that will never be stored is never acknowledged, and costs the connection, but not the next one. */
@OneByOne
@ResourceLock(LocalBroker.ONE_A_PROCESS)
class BrokerRefusalTest {

    private static final String SN = "SN7A2300583";
    private static final String TOKEN = "token-1";
    private static final Duration WAIT_MAX = Duration.ofSeconds(40);

    private final DevicesInMemory devices = new DevicesInMemory();
    private final BrokerUnderTest broker = new BrokerUnderTest(devices.commands());

    @BeforeEach
    void register() {
        devices.register(SN, TOKEN, 180, true);
    }

    @AfterEach
    void stop() {
        broker.close();
        devices.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = MqttQos.class,
            names = {"AT_LEAST_ONCE", "EXACTLY_ONCE"})
    void givenDisabledDevice_whenPublishing_thenClosedAndServedOnceEnabled(MqttQos qos) throws Exception {
        Mqtt3AsyncClient device = broker.oldDevice(SN, TOKEN);
        device.connectWith().cleanSession(false).send().get(5, TimeUnit.SECONDS);
        enable(false);
        CompletableFuture<Mqtt3Publish> refused = publish(device, qos);
        await().atMost(WAIT_MAX).until(() -> !device.getState().isConnected());
        assertThat(refused.isDone() && !refused.isCompletedExceptionally()).isFalse();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> device.connect().get(10, TimeUnit.SECONDS));

        enable(true);
        device.connectWith().cleanSession(false).send().get(10, TimeUnit.SECONDS);
        publish(device, qos).get(5, TimeUnit.SECONDS);
        assertThat(devices.events(Streams.device(SN))).hasAtLeastOneElementOfType(PunchRecorded.class);
    }

    /** Each of its three texts in a packet is at most 65,535 bytes long. */
    @Test
    void givenAFirstPacketLongerThanAnyDevices_whenItComes_thenItIsNotReadAndOneOfCommonSizeIs() throws IOException {
        assertThat(answer(20_000)).isEmpty();
        assertThat(answer(12_000)).startsWith(0x20, 2, 0, 0);
    }

    /** The broker's answer to a device whose last will is so long, until it closes or has admitted it. */
    private byte[] answer(int willBytes) throws IOException {
        try (Socket socket = new Socket("localhost", broker.broker.port())) {
            socket.setSoTimeout((int) WAIT_MAX.toMillis());
            byte[] packet = BrokerUnderTest.connectPacket(SN, TOKEN, "z".repeat(willBytes));
            for (byte each : Arrays.copyOf(packet, 8)) {
                socket.getOutputStream().write(each);
            }
            socket.getOutputStream().write(packet, 8, packet.length - 8);
            return socket.getInputStream().readNBytes(4);
        } catch (SocketException closed) {
            return new byte[0];
        }
    }

    private static CompletableFuture<Mqtt3Publish> publish(Mqtt3AsyncClient device, MqttQos qos) {
        return device.publishWith()
                .topic("api/mqtt/v1/" + SN + "/evt")
                .qos(qos)
                .payload("{\"user_id\":\"1\",\"att_time\":\"2026-06-21 09:30:00\"}".getBytes(UTF_8))
                .send();
    }

    private void enable(boolean enabled) {
        devices.commands().sendAndWait(new ChangeDevice(SN, DevicePatches.enabled(enabled), Instant.EPOCH));
    }
}
