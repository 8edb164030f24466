package io.punchgate.command.gateway.tcp;

import io.punchgate.command.gateway.InstructionWaiting;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The session of each device that is connected here: one, the latest. */
@Component
final class ConnectedDevices implements InstructionWaiting {

    private final ConcurrentMap<String, Session> sessions = new ConcurrentHashMap<>();

    /** The session is the device's from now on; an earlier one is closed. That is no reason to think the device gone. */
    void enter(Session session) {
        @Nullable Session earlier = sessions.put(session.sn(), session);
        if (earlier != null) {
            earlier.replaced();
        }
    }

    /** The session is over; of no effect if it was replaced. */
    void leave(Session session) {
        sessions.remove(session.sn(), session);
    }

    @Override
    public void instructionWaiting(String sn) {
        @Nullable Session session = sessions.get(sn);
        if (session != null) {
            session.instructionWaiting();
        }
    }
}
