package io.punchgate.standalone.tool;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells from the arguments whether the jar is a tool or the product, and runs the tool. The product takes settings only,
 * {@code --name=value}; anything else that is no tool starts nothing.
 */
public final class ToolDispatch {

    private static final String HELP = "--help";
    private static final String VERSION = "--version";
    private static final String COMMAND = "java -jar punchgate.jar ";
    private static final Pattern SETTING = Pattern.compile("--[^=]+=.*", Pattern.DOTALL);

    /** The logging framework would be looked for and set up for nothing, and write into the tool's output. */
    private static final Map<String, String> NO_LOGGING = Map.of(
            "slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider", "slf4j.internal.verbosity", "ERROR");

    private final List<? extends Tool> tools;
    private final Terminal terminal;

    /** Knows those tools. */
    public ToolDispatch(List<? extends Tool> tools, Terminal terminal) {
        this.tools = List.copyOf(tools);
        this.terminal = terminal;
    }

    /** Runs the tool that the arguments ask for and returns its exit code; empty: they ask for the product. */
    public OptionalInt run(List<String> arguments) {
        if (arguments.stream().allMatch(argument -> SETTING.matcher(argument).matches())) {
            return OptionalInt.empty();
        }
        String first = arguments.getFirst();
        if (arguments.size() == 1 && first.equals(HELP)) {
            terminal.out().print(help());
            return OptionalInt.of(ExitCode.DONE);
        }
        if (arguments.size() == 1 && first.equals(VERSION)) {
            terminal.out().println("Punchgate " + version());
            return OptionalInt.of(ExitCode.DONE);
        }
        return OptionalInt.of(tools.stream()
                .filter(tool -> tool.name().equals(first))
                .findFirst()
                .map(tool -> run(tool, arguments.subList(1, arguments.size())))
                .orElseGet(() -> refuse(arguments)));
    }

    private int run(Tool tool, List<String> arguments) {
        if (arguments.equals(List.of(HELP))) {
            terminal.out().println(COMMAND + tool.name() + " " + tool.usage());
            return ExitCode.DONE;
        }
        System.getProperties().putAll(NO_LOGGING);
        try {
            return tool.run(arguments, terminal);
        } catch (WrongUsage e) {
            terminal.err().println(tool.name() + ": " + e.getMessage());
            terminal.err().println(COMMAND + tool.name() + " " + HELP + " tells what it takes.");
            return ExitCode.WRONG_USAGE;
        }
    }

    private int refuse(List<String> arguments) {
        Optional<String> strange = arguments.stream()
                .filter(argument -> !SETTING.matcher(argument).matches())
                .findFirst();
        String names = Stream.concat(tools.stream().map(Tool::name), Stream.of(VERSION, HELP))
                .collect(Collectors.joining(", "));
        terminal.err()
                .println("Cannot understand \"" + strange.orElseThrow()
                        + "\". The product takes settings only, --name=value; a tool comes first: " + names
                        + ". Nothing was started.");
        terminal.err().println(COMMAND + HELP + " tells more.");
        return ExitCode.WRONG_USAGE;
    }

    private String help() {
        StringBuilder text = new StringBuilder("Punchgate ").append(version()).append(", the attendance gateway\n\n");
        line(text, "[--name=value ..]", "the product; its settings may also be environment variables");
        tools.forEach(tool -> line(text, tool.name() + " ..", tool.summary()));
        line(text, VERSION, "the version");
        line(text, "<tool> " + HELP, "what a tool takes");
        return text.toString();
    }

    private static void line(StringBuilder text, String arguments, String told) {
        text.append("  ").append(COMMAND).append("%-18s  %s%n".formatted(arguments, told));
    }

    private static String version() {
        return Objects.requireNonNullElse(ToolDispatch.class.getPackage().getImplementationVersion(), "dev");
    }
}
