package io.punchgate.standalone.tool.listen;

/** Nothing that this tool could do or wait for would help. The message says why, for the person at the terminal. */
final class CannotGoOn extends Exception {

    private static final long serialVersionUID = 1L;

    CannotGoOn(String message) {
        super(message);
    }
}
