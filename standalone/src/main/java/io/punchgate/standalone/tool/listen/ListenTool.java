package io.punchgate.standalone.tool.listen;

import io.punchgate.standalone.tool.ExitCode;
import io.punchgate.standalone.tool.Terminal;
import io.punchgate.standalone.tool.Tool;
import io.punchgate.standalone.tool.WrongUsage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Brings each punch to a developer's own machine. */
public final class ListenTool implements Tool {

    private final List<Duration> delays;
    private final Clock clock;

    /** With the usual delays before what failed is tried again. */
    public ListenTool(Clock clock) {
        this(clock, RetryDelays.USUAL);
    }

    ListenTool(Clock clock, List<Duration> delays) {
        this.clock = clock;
        this.delays = List.copyOf(delays);
    }

    @Override
    public String name() {
        return "listen";
    }

    @Override
    public String summary() {
        return "brings each punch to your own machine, as the push would";
    }

    @Override
    public String usage() {
        return ListenOptions.USAGE;
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws WrongUsage {
        ListenOptions options = ListenOptions.read(arguments);
        Journal journal = new Journal(terminal);
        Ending ending = Ending.ofThisThread();
        try {
            new Listening(options, position(options), journal, delays, clock).run();
            return ExitCode.DONE;
        } catch (CannotGoOn e) {
            journal.failed(String.valueOf(e.getMessage()));
            return ExitCode.FAILED;
        } finally {
            ending.done();
        }
    }

    private static Position position(ListenOptions options) throws CannotGoOn {
        try {
            return new StateFile(options.state()).load().orElseGet(() -> Position.since(options.since()));
        } catch (IOException e) {
            throw new CannotGoOn("the state file " + options.state() + " cannot be read: " + e.getMessage()
                    + ". Without it the tool begins anew.");
        }
    }
}
