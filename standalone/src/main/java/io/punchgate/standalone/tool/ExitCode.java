package io.punchgate.standalone.tool;

/** The exit codes of tools. */
public final class ExitCode {

    /** The tool did what it was asked for. */
    public static final int DONE = 0;
    /** The tool could not do it, or found something wrong, and said so. */
    public static final int FAILED = 1;
    /** The arguments cannot be understood; nothing was done. */
    public static final int WRONG_USAGE = 2;

    private ExitCode() {}
}
