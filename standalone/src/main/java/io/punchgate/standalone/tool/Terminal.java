package io.punchgate.standalone.tool;

import java.io.PrintStream;

/**
 * The two outputs of a tool.
 *
 * @param out for what was asked for
 * @param err for what went wrong, and hints
 */
public record Terminal(PrintStream out, PrintStream err) {

    /** The process's own. */
    public static Terminal ofProcess() {
        return new Terminal(System.out, System.err);
    }
}
