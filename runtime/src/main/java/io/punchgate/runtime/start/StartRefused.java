package io.punchgate.runtime.start;

/**
 * Says that the process cannot start, for a reason that the operator can mend. Printed without a stack trace; the exit
 * code is 1.
 */
public final class StartRefused extends RuntimeException {

    private final String action;

    /**
     * @param reason what is wrong, naming the setting or the folder
     * @param action what the operator can do about it
     */
    public StartRefused(String reason, String action) {
        super(reason);
        this.action = action;
    }

    /** The remedy that the operator has. */
    public String action() {
        return action;
    }
}
