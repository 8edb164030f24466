package io.punchgate.command.gateway.mqttface;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import io.punchgate.command.gateway.GatewayContract;
import io.punchgate.command.gateway.Inboxes;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.RowStore;
import io.punchgate.command.gateway.broker.BrokerAddress;
import io.punchgate.command.gateway.broker.LocalBroker;
import io.punchgate.runtime.OneByOne;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A record that cannot be read is acknowledged: the terminal has no way to know, and must go on. A message that is longer than
 * is read does not come through the broker.
 */
@OneByOne
@ResourceLock(LocalBroker.ONE_A_PROCESS)
class MqttFaceGatewayTest extends GatewayContract {

    private static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(2);
    private static final int TIMEOUT_MILLIS = 10_000;

    @SuppressWarnings("NullAway.Init")
    private static LocalBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = new LocalBroker();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Override
    protected Gateway start(CommandGateway commands) {
        ReportInbox inbox = Inboxes.before(commands, Clock.systemUTC());
        MqttFaceConsumer consumer = new MqttFaceConsumer(
                BrokerAddress.parse(broker.url()).orElseThrow(),
                new MqttFaceCalls(inbox, new RowStore(inbox), Clock.systemUTC()));
        consumer.start();
        Awaitility.await().until(consumer::isServing);
        return new Terminal(consumer);
    }

    private static final class Terminal implements Gateway {

        private final MqttFaceConsumer consumer;
        private final Mqtt3AsyncClient client;
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private int records;

        Terminal(MqttFaceConsumer consumer) {
            this.consumer = consumer;
            client = Mqtt3Client.builder()
                    .serverHost("127.0.0.1")
                    .serverPort(broker.port())
                    .buildAsync();
            client.publishes(
                    MqttGlobalPublishFilter.ALL, answer -> heard.add(new String(answer.getPayloadAsBytes(), UTF_8)));
            client.connect().join();
            client.subscribeWith().topicFilter("mqtt/face/" + SN).send().join();
        }

        private boolean isAcknowledged(String fields) {
            records++;
            client.publishWith()
                    .topic("mqtt/face/" + SN + "/Rec")
                    .qos(MqttQos.AT_MOST_ONCE)
                    .payload(("{\"operator\":\"RecPush\",\"info\":{\"RecordID\":" + records + ",\"VerifyStatus\":1,"
                                    + fields + "}}")
                            .getBytes(UTF_8))
                    .send()
                    .join();
            try {
                @Nullable String answer = heard.poll(ANSWER_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
                return answer != null && answer.matches(".*\"SnapOrRecordID\":" + records + "[,}].*");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }

        @Override
        public Answer punch(String userId) {
            return isAcknowledged("\"customId\":\"" + userId + "\",\"time\":\"2026-06-21 09:30:00\"")
                    ? Answer.ACKNOWLEDGED
                    : Answer.UNAVAILABLE;
        }

        @Override
        public Answer broken() {
            return isAcknowledged("\"customId\":\"1\"") ? Answer.REFUSED : Answer.UNAVAILABLE;
        }

        @Override
        public Answer oversized() {
            String picture = "\"pic\":\"" + "A".repeat(MqttFaceConsumer.MESSAGE_BYTES_MAX) + "\"";
            assertThat(isAcknowledged("\"customId\":\"1\",\"time\":\"2026-06-21 09:30:00\"," + picture))
                    .isFalse();
            return Answer.REFUSED;
        }

        /** A raw connection with a keep alive of one second. */
        @Override
        public void halfOfPunch(String userId) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), broker.port())) {
                socket.setSoTimeout(TIMEOUT_MILLIS);
                socket.getOutputStream()
                        .write(new byte[] {0x10, 14, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 1, 0, 2, 'h', 'p'});
                assertThat(socket.getInputStream().readNBytes(4)).endsWith(0);
                socket.getOutputStream().write(new byte[] {0x30, 0x70, 0, 5, 'm', 'q', 't'});
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            client.disconnect().join();
            consumer.stop();
        }
    }
}
