package io.punchgate.bench.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** The packets that a device sends. */
final class MqttPackets {

    private static final int CONNECT = 0x10;
    private static final int PUBLISH_QOS_1 = 0x32;
    private static final int RETAIN = 0x01;
    private static final int LEVEL_3_1_1 = 4;
    /** User name, password, will with QoS 1 and retained, clean session. */
    private static final int CONNECT_FLAGS = 0xC0 | 0x20 | 0x08 | 0x04 | 0x02;

    private static final int KEEP_ALIVE_SECONDS = 120;
    private static final byte[] OFFLINE = "{\"online\":false}".getBytes(UTF_8);

    private MqttPackets() {}

    static byte[] connect(DeviceIdentity device, String presenceTopic) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        add(rest, "MQTT".getBytes(UTF_8));
        rest.write(LEVEL_3_1_1);
        rest.write(CONNECT_FLAGS);
        addNumber(rest, KEEP_ALIVE_SECONDS);
        add(rest, device.sn().getBytes(UTF_8));
        add(rest, presenceTopic.getBytes(UTF_8));
        add(rest, OFFLINE);
        add(rest, device.sn().getBytes(UTF_8));
        add(rest, device.token().getBytes(UTF_8));
        return packet(CONNECT, rest);
    }

    static byte[] publish(String topic, int id, byte[] payload, boolean retained) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        add(rest, topic.getBytes(UTF_8));
        addNumber(rest, id);
        rest.writeBytes(payload);
        return packet(PUBLISH_QOS_1 | (retained ? RETAIN : 0), rest);
    }

    private static byte[] packet(int first, ByteArrayOutputStream rest) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream(rest.size() + 4);
        packet.write(first);
        int left = rest.size();
        do {
            packet.write(left % 0x80 | (left >= 0x80 ? 0x80 : 0));
            left /= 0x80;
        } while (left > 0);
        packet.writeBytes(rest.toByteArray());
        return packet.toByteArray();
    }

    private static void add(ByteArrayOutputStream to, byte[] text) {
        addNumber(to, text.length);
        to.writeBytes(text);
    }

    private static void addNumber(ByteArrayOutputStream to, int number) {
        to.write(number >> 8);
        to.write(number);
    }
}
