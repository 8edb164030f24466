package io.punchgate.command.delivery.gate;

/** Makes an attempt once a gate admits it. */
public interface PushJob {

    /** Makes one attempt, blocking. Returns whether another one follows. Never throws. */
    boolean run();

    /** Tells whether it lets the jobs of new punches go first. */
    default boolean standsBack() {
        return false;
    }
}
