package io.punchgate.bench.load;

import java.io.IOException;

/** One worker's own connection to what is measured. */
public interface Shot extends AutoCloseable {

    /**
     * Sends one punch and waits for the answer.
     *
     * @param device index of the device, from 0
     * @param user number of the user, another one for each punch
     * @return whether it was answered as a success
     * @throws IOException if the connection is of no further use
     */
    boolean fire(int device, long user) throws IOException;

    @Override
    void close() throws IOException;
}
