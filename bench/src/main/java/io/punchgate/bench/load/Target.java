package io.punchgate.bench.load;

import java.io.IOException;
import java.util.concurrent.ThreadFactory;

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

    /** Opens a connection for one worker. */
    Shot open() throws IOException;
}
