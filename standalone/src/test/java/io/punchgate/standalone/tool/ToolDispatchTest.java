package io.punchgate.standalone.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.runtime.BesideOthers;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BesideOthers
class ToolDispatchTest {

    private final TerminalText text = new TerminalText();
    private final ToolDispatch dispatch = new ToolDispatch(List.of(new Adding()), text.terminal());

    @ParameterizedTest
    @ValueSource(
            strings = {"", "--server.port=0", "--spring.datasource.url=jdbc:postgresql://h/d?a=b --punchgate.demo=true"
            })
    void givenSettingsOnly_whenDispatched_thenTheProductIsToStart(String line) {
        assertThat(run(line)).isEmpty();
        assertThat(text.out() + text.err()).isEmpty();
    }

    @Test
    void givenASettingOfSeveralLines_whenDispatched_thenTheProductIsToStart() {
        assertThat(dispatch.run(List.of("--punchgate.admin-token=a\nb"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verifies",
                "Add",
                "--server.port",
                "--versions",
                "--version now",
                "--help --server.port=0",
                "--server.port=0 add",
                "-h",
                "--=x",
                "-Dserver.port=0",
                "--"
            })
    void givenAnythingElse_whenDispatched_thenItEndsWithTwoAndAHint(String line) {
        assertThat(run(line)).hasValue(2);
        assertThat(text.out()).isEmpty();
        assertThat(text.err())
                .contains("Cannot understand", "--name=value", "add, --version, --help", "Nothing was started");
    }

    @Test
    void givenAnEmptyArgument_whenDispatched_thenItEndsWithTwo() {
        assertThat(dispatch.run(List.of(""))).hasValue(2);
    }

    @Test
    void givenTheNameOfATool_whenDispatched_thenItRunsWithTheRest() {
        assertThat(run("add --to 40 2")).hasValue(0);
        assertThat(text.out()).isEqualToIgnoringNewLines("42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"add 2", "add --to", "add --to --to 1", "add --to 1 --to=2", "add --too 1", "add -to 1"})
    void givenWrongArgumentsOfATool_whenDispatched_thenItEndsWithTwoAndSaysWhich(String line) {
        assertThat(run(line)).hasValue(2);
        assertThat(text.err()).startsWith("add: ").contains("-to", "add --help");
    }

    @Test
    void givenHelp_whenDispatched_thenEachToolIsNamed() {
        assertThat(run("--help")).hasValue(0);
        assertThat(text.out()).contains("add ..", "adds numbers", "--version");

        assertThat(run("add --help")).hasValue(0);
        assertThat(text.out()).contains("add --to N [M ..]");
    }

    @Test
    void givenVersion_whenDispatched_thenItIsTold() {
        assertThat(run("--version")).hasValue(0);
        assertThat(text.out()).startsWith("Punchgate ");
    }

    private OptionalInt run(String line) {
        return dispatch.run(line.isEmpty() ? List.of() : List.of(line.split(" ")));
    }

    /** A tool of two lines. */
    private static final class Adding implements Tool {

        @Override
        public String name() {
            return "add";
        }

        @Override
        public String summary() {
            return "adds numbers";
        }

        @Override
        public String usage() {
            return "--to N [M ..]";
        }

        @Override
        public int run(List<String> arguments, Terminal terminal) throws WrongUsage {
            Flags flags = Flags.read(arguments, Set.of("to"));
            int sum = Integer.parseInt(flags.get("to"));
            for (String more : flags.rest()) {
                sum += Integer.parseInt(more);
            }
            terminal.out().println(sum);
            return ExitCode.DONE;
        }
    }
}
