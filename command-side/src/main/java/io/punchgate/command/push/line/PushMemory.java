package io.punchgate.command.push.line;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Fills the memory of the push from its tables before its processor handles the first event. */
@Component
class PushMemory implements SmartLifecycle {

    /** Before Axon's first phase. */
    private static final int PHASE = -10_000;

    private final PushStore store;
    private final Switchboard board;
    private volatile boolean loaded;

    PushMemory(PushStore store, Switchboard board) {
        this.store = store;
        this.board = board;
    }

    @Override
    public void start() {
        store.eachCallback(board::restore);
        store.eachDevice(board::know);
        store.eachBacklog(board::restore);
        loaded = true;
    }

    @Override
    public void stop() {
        loaded = false;
    }

    @Override
    public boolean isRunning() {
        return loaded;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
