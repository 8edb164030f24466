package io.punchgate.command.delivery.line;

import io.punchgate.command.delivery.outbox.CallbackPush;
import io.punchgate.command.lane.BackPressureSource;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes intake wait for the push: it is late while too many punches wait that only this process holds up. */
@Component
class PushBackPressure implements BackPressureSource {

    /** The push sends so many within some seconds. */
    static final long PUNCHES_MAX = 8_192;

    private volatile Collection<CallbackPush> callbacks = List.of();

    /** Watches the callbacks in a collection that may change. */
    void watch(Collection<CallbackPush> all) {
        callbacks = all;
    }

    @Override
    public boolean isLate() {
        long punches = 0;
        for (CallbackPush callback : callbacks) {
            if (callback.backlog().isAnsweredSoon() && callback.gate().isUnhindered()) {
                punches += callback.backlog().punches();
            }
        }
        return punches > PUNCHES_MAX;
    }
}
