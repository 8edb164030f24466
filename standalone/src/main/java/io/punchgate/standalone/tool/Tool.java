package io.punchgate.standalone.tool;

import java.util.List;

/** Something that the jar does in place of being the product. */
public interface Tool {

    /** The first argument that asks for it. */
    String name();

    /** One line for the list of tools. */
    String summary();

    /** All that may follow the name, for {@code --help}. */
    String usage();

    /**
     * Runs until it has ended.
     *
     * @param arguments those behind the name
     * @return the exit code: {@link ExitCode#DONE}, {@link ExitCode#FAILED}
     * @throws WrongUsage if the arguments cannot be understood: nothing was done, and the exit code is {@link ExitCode#WRONG_USAGE}
     */
    int run(List<String> arguments, Terminal terminal) throws WrongUsage;
}
