package io.punchgate.bench.device;

import java.time.Duration;

/** The gateway's answer to a punch. */
public sealed interface Outcome {

    /**
     * It is stored for good.
     *
     * @param repeat whether it was stored before; ADMS and MQTT do not tell
     */
    record Stored(boolean repeat) implements Outcome {}

    /** It will never be stored as it is. */
    record Rejected(String why) implements Outcome {}

    /** It is not stored, or that is unknown: to be sent again after the wait. */
    record Later(Duration after, String why) implements Outcome {}
}
