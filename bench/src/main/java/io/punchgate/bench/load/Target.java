package io.punchgate.bench.load;

import java.io.IOException;
import java.util.function.LongConsumer;

/** Something that takes punches and can be measured. */
public interface Target {

    /** The number of devices that the punches are spread over. */
    int devices();

    /**
     * Runs a load to the end of its pace.
     *
     * @param workers how many connections, with one punch at a time on each
     * @param answered told the user's number at each success, at once
     * @throws IOException if it cannot connect
     */
    Measured run(Load load, int workers, Pace pace, LongConsumer answered) throws IOException;
}
