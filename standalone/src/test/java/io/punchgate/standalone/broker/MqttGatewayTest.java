package io.punchgate.standalone.broker;

import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import io.punchgate.command.gateway.GatewayContract;
import io.punchgate.command.gateway.broker.LocalBroker;
import io.punchgate.runtime.OneByOne;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A payload that cannot be read is acknowledged over MQTT: the device has no way to know, and must go on. */
@OneByOne
@ResourceLock(LocalBroker.ONE_A_PROCESS)
class MqttGatewayTest extends GatewayContract {

    private static final String EVT = "api/mqtt/v1/" + SN + "/evt";
    private static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(2);
    private static final int TIMEOUT_MILLIS = 10_000;

    @Override
    protected Gateway start(CommandGateway commands) {
        return new Device(new BrokerUnderTest(commands));
    }

    private static final class Device implements Gateway {

        private final BrokerUnderTest broker;
        private Mqtt5BlockingClient client;

        Device(BrokerUnderTest broker) {
            this.broker = broker;
            this.client = connected();
        }

        private Mqtt5BlockingClient connected() {
            Mqtt5BlockingClient device = broker.device(SN, TOKEN);
            device.connect();
            return device;
        }

        @Override
        public Answer punch(String userId) {
            return send("{\"user_id\":\"" + userId + "\",\"att_time\":\"2026-06-21 09:30:00\"}", Answer.ACKNOWLEDGED);
        }

        @Override
        public Answer broken() {
            return send("{\"user_id\":", Answer.REFUSED);
        }

        @Override
        public Answer oversized() {
            return send("[" + " ".repeat(300_000) + "]", Answer.REFUSED);
        }

        private Answer send(String payload, Answer acknowledged) {
            if (client.getState() != MqttClientState.CONNECTED) {
                client = connected();
            }
            try {
                var unused = BrokerUnderTest.publish(client, EVT, payload)
                        .get(ANSWER_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
                return acknowledged;
            } catch (TimeoutException e) {
                return Answer.UNAVAILABLE;
            } catch (ExecutionException e) {
                throw new AssertionError("not published", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }

        /** A raw connection with a keep alive of one second, which replaces the client's. */
        @Override
        public void halfOfPunch(String userId) {
            try (Socket socket = new Socket("localhost", broker.broker.port())) {
                socket.setSoTimeout(TIMEOUT_MILLIS);
                socket.getOutputStream().write(BrokerUnderTest.connectPacket(SN, TOKEN, 1));
                byte[] connAck = socket.getInputStream().readNBytes(4);
                if (connAck[3] != 0) {
                    throw new AssertionError("refused: " + connAck[3]);
                }
                socket.getOutputStream().write(new byte[] {0x32, 0x70, 0, 5, 'a', 'p', 'i'});
                if (socket.getInputStream().read() != -1) {
                    throw new AssertionError("not closed");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            broker.close();
        }
    }
}
