package io.punchgate.bench.load;

import java.io.IOException;

/** Something that takes punches and can be measured. */
public interface Target {

    /** How many devices the punches are spread over. */
    int devices();

    /** Opens a connection for one worker. */
    Shot open() throws IOException;
}
