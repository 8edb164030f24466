package io.punchgate.standalone.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import io.punchgate.standalone.text.Texts.Text;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A face terminal at a broker, whose messages hold texts of any kind. */
final class FaceTerminal implements AutoCloseable {

    /** A terminal publishes a record again that is not acknowledged so soon. */
    private static final int ACKNOWLEDGED_SECONDS_MAX = 2;

    private static final int TRIES_MAX = 20;
    private static final String RECORDS = "/Rec";
    private static final List<String> INFOS = List.of(
            "\"RecordID\":1,\"VerifyStatus\":1,\"customId\":\"%J\",\"time\":\"2026-06-21 09:30:00\"",
            "\"RecordID\":1,\"VerifyStatus\":1,\"personId\":\"%J\",\"customId\":\"\",\"time\":\"2026-06-21 09:30:00\"",
            "\"RecordID\":1,\"VerifyStatus\":1,\"customId\":\"1\",\"time\":\"%J\",\"temperature\":\"%J\"",
            "\"RecordID\":1,\"VerifyStatus\":\"%J\",\"customId\":\"1\",\"time\":\"2026-06-21 09:30:00\"",
            "\"RecordID\":\"%J\",\"VerifyStatus\":1,\"customId\":\"1\",\"time\":\"2026-06-21 09:30:00\",\"pic\":\"%J\"",
            "\"%J\":\"%J\"");

    private final String sn;
    private final Mqtt3AsyncClient client;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private int records = 1;

    FaceTerminal(String sn, int brokerPort) {
        this.sn = sn;
        client = Mqtt3Client.builder()
                .serverHost("127.0.0.1")
                .serverPort(brokerPort)
                .buildAsync();
        client.publishes(
                MqttGlobalPublishFilter.ALL, answer -> heard.add(new String(answer.getPayloadAsBytes(), UTF_8)));
        client.connect().join();
        client.subscribeWith().topicFilter("mqtt/face/" + sn).send().join();
    }

    /** Publishes messages with that text, and a record, which is acknowledged. */
    void say(Text text) {
        for (String info : INFOS) {
            publish(sn + RECORDS, "{\"operator\":\"RecPush\",\"info\":{" + escaped(info, text) + "}}");
        }
        publish(sn + RECORDS, text.value());
        for (String operator : List.of("Online", "HeartBeat", "%J")) {
            String message = "{\"operator\":\"" + operator + "\",\"info\":{\"facesluiceId\":\"%J\"}}";
            publish("basic", escaped(message, text));
        }
        records++;
        for (int tries = 0; !isRecordAcknowledged(); tries++) {
            if (tries == TRIES_MAX) {
                throw new AssertionError("not acknowledged after " + text.name());
            }
        }
    }

    private static String escaped(String message, Text text) {
        return message.replace("%J", text.escaped());
    }

    private boolean isRecordAcknowledged() {
        publish(sn + RECORDS, """
                {"operator":"RecPush","info":{"RecordID":%d,"VerifyStatus":1,"customId":"7","time":"2026-06-21 09:30:00"}}""".formatted(records));
        try {
            @Nullable String answer = heard.poll(ACKNOWLEDGED_SECONDS_MAX, TimeUnit.SECONDS);
            while (answer != null && !answer.matches(".*\"SnapOrRecordID\":" + records + "[,}].*")) {
                answer = heard.poll(ACKNOWLEDGED_SECONDS_MAX, TimeUnit.SECONDS);
            }
            return answer != null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private void publish(String topic, String message) {
        client.publishWith()
                .topic("mqtt/face/" + topic)
                .qos(MqttQos.AT_MOST_ONCE)
                .payload(message.getBytes(UTF_8))
                .send()
                .join();
    }

    @Override
    public void close() {
        client.disconnect().join();
    }
}
