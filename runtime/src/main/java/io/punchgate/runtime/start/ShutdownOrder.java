package io.punchgate.runtime.start;

import org.springframework.context.SmartLifecycle;

/**
 * The order in which the parts of a process stop, first to last; they start in the opposite order. Spring stops the highest
 * phase first: its own web server takes no more calls from 1,024 below the highest and is gone at 2,048 below it; Axon's
 * event processors and buses stop at 3,072 below it.
 *
 * <p>So the push stops sending while its outcomes can still be recorded, every way in closes before the commands that it
 * sends, and the command lane ends last, when nothing sends commands any more.
 */
public enum ShutdownOrder {
    /** Answers that stay open: the web server would wait for them. */
    STREAMS(SmartLifecycle.DEFAULT_PHASE - 900),
    /** The push: it starts after the event processors, and tells its outcomes while commands are still taken. */
    PUSH(SmartLifecycle.DEFAULT_PHASE - 1_000),
    /** Connections to message brokers: ways in for punches, as the web server beside which they stop. */
    BROKERS(SmartLifecycle.DEFAULT_PHASE - 2_048),
    /** Ports where terminals call without HTTP. */
    DEVICE_PORTS(SmartLifecycle.DEFAULT_PHASE - 2_304),
    /** The last sightings of devices: recorded once no way in is open, while commands are still taken. */
    SIGHTINGS(SmartLifecycle.DEFAULT_PHASE - 2_560),
    /** The command lane: behind everything that sends commands. */
    COMMAND_LANE(Integer.MIN_VALUE + 1_000);

    private final int phase;

    ShutdownOrder(int phase) {
        this.phase = phase;
    }

    /** The phase for {@link SmartLifecycle#getPhase}. */
    public int phase() {
        return phase;
    }
}
