package io.punchgate.command.gateway.tcp;

import io.punchgate.command.gateway.InstructionWaiting;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The session of each device that is connected here: one, the latest. */
@Component
final class ConnectedDevices implements InstructionWaiting {

    /** A device's authenticated connection; its methods may be called from any thread. */
    interface Connection {

        /** The serial number of its device. */
        String sn();

        /** The device has a newer connection: closes this one. */
        void replaced();

        /** An instruction waits for the device. */
        void instructionWaiting();
    }

    private final ConcurrentMap<String, Connection> sessions = new ConcurrentHashMap<>();

    /** The session is the device's from now on; an earlier one is closed. That is no reason to think the device gone. */
    void enter(Connection session) {
        @Nullable Connection earlier = sessions.put(session.sn(), session);
        if (earlier != null) {
            earlier.replaced();
        }
    }

    /** The session is over; of no effect if it was replaced. */
    void leave(Connection session) {
        sessions.remove(session.sn(), session);
    }

    @Override
    public void instructionWaiting(String sn) {
        @Nullable Connection session = sessions.get(sn);
        if (session != null) {
            session.instructionWaiting();
        }
    }
}
