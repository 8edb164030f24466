package io.punchgate.bench.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Collections;
import java.util.List;

/** MQTT 3.1.1: publishes with QoS 1 without waiting, then reads the PUBACKs. */
final class MqttLine implements DeviceLine {

    private static final int CONNACK = 0x20;
    private static final int PUBACK = 0x40;
    private static final int TYPE = 0xF0;
    private static final int PACKET_BYTES_MAX = 64 * 1024;
    private static final byte[] ONLINE = "{\"online\":true}".getBytes(UTF_8);

    private final Socket socket;
    private final DataInputStream in;
    private final String topics;
    private int lastId;

    private MqttLine(Socket socket, String sn) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.topics = "api/mqtt/v1/" + sn;
    }

    static DeviceLine open(Socket socket, DeviceIdentity device) throws IOException {
        try {
            MqttLine line = new MqttLine(socket, device.sn());
            line.send(MqttPackets.connect(device, line.topics + "/st"));
            byte[] answer = line.read(CONNACK);
            if (answer.length != 2 || answer[1] != 0) {
                throw new IOException("the login of " + device.sn() + " was refused");
            }
            line.heartbeat();
            return line;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public List<Outcome> report(List<Punch> punches) throws IOException {
        ByteArrayOutputStream packets = new ByteArrayOutputStream();
        int[] ids = punches.stream().mapToInt(punch -> nextId()).toArray();
        for (int i = 0; i < ids.length; i++) {
            byte[] payload = ("{" + punches.get(i).json() + "}").getBytes(UTF_8);
            packets.writeBytes(MqttPackets.publish(topics + "/evt", ids[i], payload, false));
        }
        send(packets.toByteArray());
        for (int id : ids) {
            awaitPuback(id);
        }
        return Collections.nCopies(ids.length, new Outcome.Stored(false));
    }

    /** Retained, so that whoever asks the broker later knows it as well. */
    @Override
    public void heartbeat() throws IOException {
        int id = nextId();
        send(MqttPackets.publish(topics + "/st", id, ONLINE, true));
        awaitPuback(id);
    }

    private int nextId() {
        lastId = lastId % 0xFFFF + 1;
        return lastId;
    }

    /** Acknowledgements come in the order in which the messages went out. */
    private void awaitPuback(int id) throws IOException {
        byte[] puback = read(PUBACK);
        if (puback.length < 2 || ((puback[0] & 0xFF) << 8 | (puback[1] & 0xFF)) != id) {
            throw new IOException("not the acknowledgement of message " + id);
        }
    }

    /** The rest of the next packet of that type. Nothing was subscribed to, so no other is expected. */
    private byte[] read(int type) throws IOException {
        int first = in.readUnsignedByte();
        int length = 0;
        for (int shift = 0, digit = 0x80; (digit & 0x80) != 0; shift += 7) {
            digit = in.readUnsignedByte();
            length |= (digit & 0x7F) << shift;
            if (length > PACKET_BYTES_MAX) {
                throw new IOException("a packet that is too long");
            }
        }
        byte[] rest = in.readNBytes(length);
        if ((first & TYPE) != type || rest.length < length) {
            throw new IOException("the broker sent a packet of type " + (first >> 4));
        }
        return rest;
    }

    private void send(byte[] packets) throws IOException {
        socket.getOutputStream().write(packets);
    }

    @Override
    public void close() {
        Sockets.cut(socket);
    }
}
