package io.punchgate.standalone.tool.verify;

/** The first thing that is wrong. The message names the position, or the file, for the person at the terminal. */
final class Wrong extends Exception {

    private static final long serialVersionUID = 1L;

    Wrong(String message) {
        super(message);
    }

    static Wrong at(long position, String why) {
        return new Wrong("position " + position + ": " + why);
    }
}
