package io.punchgate.standalone.broker;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is between the broker and one device: its connection, whether it listens for commands, and the commands that it has
 * not acknowledged. Those were handed out for good, so they are kept for its next connection, whatever session it asks for.
 */
final class Session {

    /** Commands that wait for one device. */
    static final int COMMANDS_MAX = 1_000;

    private static final int PACKET_ID_MAX = 65_535;

    private final Map<Integer, Command> commands = new LinkedHashMap<>();
    private @Nullable DeviceConnection connection;
    private boolean answered;
    private boolean listening;
    private Instant keptUntil = Instant.MIN;
    private int lastPacketId;

    /** A command on its way. */
    private static final class Command {
        private final byte[] payload;
        /** The connection that it was sent over last, or null. */
        private @Nullable DeviceConnection over;

        private Command(byte[] payload) {
            this.payload = payload;
        }
    }

    /** Takes the place of another connection, which is returned. */
    synchronized @Nullable DeviceConnection connect(DeviceConnection to) {
        @Nullable DeviceConnection before = connection;
        connection = to;
        answered = false;
        return before;
    }

    /** Whether a session was kept; if not, or if it is to be forgotten, the device listens to nothing now. */
    synchronized boolean resume(boolean cleanStart, Instant now) {
        boolean present = !cleanStart && now.isBefore(keptUntil);
        listening = listening && present;
        return present;
    }

    /** Whether that was the device's connection, and not one that was replaced. */
    synchronized boolean disconnect(DeviceConnection from, Instant keepUntil) {
        if (connection != from) {
            return false;
        }
        connection = null;
        keptUntil = keepUntil;
        return true;
    }

    synchronized void keepUntil(Instant until) {
        keptUntil = until;
    }

    synchronized boolean isConnected() {
        return connection != null;
    }

    synchronized boolean reaches() {
        return connection != null && listening && commands.size() < COMMANDS_MAX;
    }

    synchronized void listen(boolean listens) {
        listening = listens;
        send();
    }

    /** The device has its CONNACK, before which nothing may be sent. */
    synchronized void answered() {
        answered = true;
        send();
    }

    /** Whether there was room for it. */
    synchronized boolean add(byte[] command) {
        if (commands.size() >= COMMANDS_MAX) {
            return false;
        }
        commands.put(nextPacketId(), new Command(command));
        send();
        return true;
    }

    synchronized void acknowledged(int packetId) {
        commands.remove(packetId);
        send();
    }

    /** As many as the device takes at once; what an earlier connection did not get acknowledged is sent again. */
    private void send() {
        @Nullable DeviceConnection to = connection;
        if (to == null || !answered || !listening) {
            return;
        }
        int ahead = 0;
        for (Map.Entry<Integer, Command> each : commands.entrySet()) {
            if (ahead++ >= to.receiveMax()) {
                return;
            }
            Command command = each.getValue();
            if (command.over != to) {
                to.sendCommand(each.getKey(), command.payload, command.over != null);
                command.over = to;
            }
        }
    }

    private int nextPacketId() {
        do {
            lastPacketId = lastPacketId % PACKET_ID_MAX + 1;
        } while (commands.containsKey(lastPacketId));
        return lastPacketId;
    }
}
