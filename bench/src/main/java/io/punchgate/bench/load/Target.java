package io.punchgate.bench.load;

import java.io.IOException;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongConsumer;

/** Something that takes punches and can be measured. */
public interface Target {

    /** How many devices the punches are spread over. */
    int devices();

    /**
     * The threads that fire, one a connection. Virtual ones share the cores with what is measured more kindly: a platform
     * thread that an answer wakes interrupts the very thread that wrote it.
     */
    default ThreadFactory threads() {
        return Thread.ofVirtual().factory();
    }

    /**
     * Runs a load to the end of its pace, with a thread for each connection unless there is a cheaper way.
     *
     * @throws IOException if it cannot connect
     */
    default Measured run(Load load, int workers, Pace pace, LongConsumer answered) throws IOException {
        return load.runInThreads(this, workers, pace, answered);
    }

    /** Opens a connection for one worker. */
    Shot open() throws IOException;
}
