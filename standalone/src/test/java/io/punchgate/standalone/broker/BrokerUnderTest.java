package io.punchgate.standalone.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import io.punchgate.command.gateway.mqtt.MqttLink;
import io.punchgate.command.gateway.mqtt.MqttParts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;

/** The broker on a free port, and devices for it. */
final class BrokerUnderTest implements AutoCloseable {

    private static final int ENDING_MAX = 4;
    private static final Deque<CompletableFuture<Void>> ENDING = new ArrayDeque<>();

    private final List<MqttLink> links = new CopyOnWriteArrayList<>();
    private final MqttParts parts;
    final EmbeddedBroker broker;

    BrokerUnderTest(CommandGateway commands) {
        this(commands, null);
    }

    BrokerUnderTest(CommandGateway commands, @Nullable Certificate certificate) {
        parts = new MqttParts(commands, Clock.systemUTC(), links);
        broker = on(0, certificate);
        links.add(broker);
        broker.afterPropertiesSet();
        broker.start();
    }

    /** A broker that does not run yet. */
    EmbeddedBroker on(int port, @Nullable Certificate certificate) {
        BrokerGateway gateway = new BrokerGateway(parts.access(), parts.messages(), parts.commands());
        return new EmbeddedBroker(port, certificate, folder(), gateway);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("mqtt-broker");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MqttParts parts() {
        return parts;
    }

    Mqtt5BlockingClient device(String sn, String token) {
        return Mqtt5Client.builder()
                .identifier(sn)
                .serverHost("localhost")
                .serverPort(broker.port())
                .simpleAuth()
                .username(sn)
                .password(token.getBytes(UTF_8))
                .applySimpleAuth()
                .willPublish()
                .topic("api/mqtt/v1/" + sn + "/st")
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload("{\"online\":false}".getBytes(UTF_8))
                .applyWillPublish()
                .buildBlocking();
    }

    /** The first packet of a device of MQTT 3.1.1, as bytes. */
    static byte[] connectPacket(String sn, String token, int keepAliveSeconds) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(new byte[] {0, 4, 'M', 'Q', 'T', 'T', 4, (byte) 0xC2, 0, (byte) keepAliveSeconds});
        for (String text : new String[] {sn, sn, token}) {
            body.write(new byte[] {0, (byte) text.length()});
            body.write(text.getBytes(UTF_8));
        }
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(new byte[] {0x10, (byte) body.size()});
        body.writeTo(packet);
        return packet.toByteArray();
    }

    /** The same of a device with a last will. */
    static byte[] connectPacket(String sn, String token, String will) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {0, 4, 'M', 'Q', 'T', 'T', 4, (byte) 0xC6, 0, 60});
        for (String text : new String[] {sn, "api/mqtt/v1/" + sn + "/st", will, sn, token}) {
            body.writeBytes(new byte[] {(byte) (text.length() >> 8), (byte) text.length()});
            body.writeBytes(text.getBytes(UTF_8));
        }
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(0x10);
        int length = body.size();
        while (length > 0x7F) {
            packet.write((length & 0x7F) | 0x80);
            length >>= 7;
        }
        packet.write(length);
        packet.writeBytes(body.toByteArray());
        return packet.toByteArray();
    }

    /** An older device, MQTT 3.1.1. */
    Mqtt3AsyncClient oldDevice(String sn, String token) {
        return Mqtt3Client.builder()
                .identifier(sn)
                .serverHost("localhost")
                .serverPort(broker.port())
                .simpleAuth()
                .username(sn)
                .password(token.getBytes(UTF_8))
                .applySimpleAuth()
                .buildAsync();
    }

    static CompletableFuture<Mqtt5PublishResult> publish(Mqtt5BlockingClient device, String topic, String payload) {
        return device.toAsync()
                .publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload.getBytes(UTF_8))
                .send();
    }

    /** Lets the broker end beside the tests that follow: it takes two seconds, whatever it has to do. */
    @Override
    public void close() {
        if (ENDING.size() == ENDING_MAX) {
            ENDING.remove().join();
        }
        ENDING.add(CompletableFuture.runAsync(this::end, Thread.ofPlatform()::start));
    }

    private void end() {
        broker.stop();
        parts.close();
    }
}
