package io.punchgate.bench.load;

import java.io.IOException;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongConsumer;

/** A target with a thread for each connection. */
public interface ThreadedTarget extends Target {

    /**
     * The threads that fire, one a connection. Virtual ones share the cores with what is measured more kindly: a platform
     * thread that an answer wakes interrupts the very thread that wrote it.
     */
    default ThreadFactory threads() {
        return Thread.ofVirtual().factory();
    }

    /** Opens a connection for one worker. */
    Shot open() throws IOException;

    @Override
    default Measured run(Load load, int workers, Pace pace, LongConsumer answered) throws IOException {
        return load.runInThreads(this, workers, pace, answered);
    }
}
