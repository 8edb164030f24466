package io.punchgate.command.delivery.gate;

/** Something that makes one attempt when a gate lets it through. */
public interface PushJob {

    /** Makes one attempt, blocking. Whether another one is to follow. Never throws. */
    boolean run();
}
