package io.punchgate.command.push.line;

/** Something that makes one attempt when a gate lets it through. */
interface PushJob {

    /** Makes one attempt, blocking. Whether another one is to follow. Never throws. */
    boolean run();
}
