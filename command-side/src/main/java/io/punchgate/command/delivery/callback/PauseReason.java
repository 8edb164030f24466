package io.punchgate.command.delivery.callback;

/** Tells the two kinds of pause apart by the one thing that their events differ in. */
public final class PauseReason {

    /** The reason of a pause that the callback itself asked for, by a 410. */
    public static final String GONE = "the callback answered 410 Gone";

    private PauseReason() {}

    /** Whether an operator paused the callback, so that only an operator resumes it. */
    public static boolean byOperator(String reason) {
        return !reason.equals(GONE);
    }
}
