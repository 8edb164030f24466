package io.punchgate.bench.device;

import java.io.IOException;
import java.util.List;

/** A device's connection to the gateway. One thread uses it at a time. */
public interface DeviceLine extends AutoCloseable {

    /**
     * Sends punches, oldest first, without waiting in between where the transport allows that; then waits for all answers.
     *
     * @param punches at most {@link Transport#BATCH_MAX}
     * @return what was said of each
     * @throws IOException if the line is of no further use; what became of the punches is unknown then
     */
    List<Outcome> report(List<Punch> punches) throws IOException;

    /** Says that the device is there. */
    void heartbeat() throws IOException;

    /** Cuts the connection, without a goodbye, as a power failure would. */
    @Override
    void close();
}
