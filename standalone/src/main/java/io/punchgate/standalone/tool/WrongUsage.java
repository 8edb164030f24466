package io.punchgate.standalone.tool;

/** The arguments of a tool cannot be understood. The message says which one, for the person at the terminal. */
public final class WrongUsage extends Exception {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong, such as {@code --url is missing}. */
    public WrongUsage(String message) {
        super(message);
    }
}
