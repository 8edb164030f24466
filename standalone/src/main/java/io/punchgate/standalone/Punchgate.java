package io.punchgate.standalone;

import io.punchgate.standalone.tool.Terminal;
import io.punchgate.standalone.tool.Tool;
import io.punchgate.standalone.tool.ToolDispatch;
import io.punchgate.standalone.tool.listen.ListenTool;
import io.punchgate.standalone.tool.verify.VerifyTool;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;

/**
 * The beginning of the process: a tool, or the product.
 *
 * <p>No method here has a class of a library in its signature: Java loads all of those before it calls {@code main}, and the jar's
 * loader opens one library after the other to find a class, which takes half a second.
 */
final class Punchgate {

    private static final List<Tool> TOOLS = List.of(new ListenTool(Clock.tickMillis(ZoneOffset.UTC)), new VerifyTool());

    private Punchgate() {}

    /** Runs a tool, or starts the product. */
    public static void main(String[] args) {
        OptionalInt ended = new ToolDispatch(TOOLS, Terminal.ofProcess()).run(List.of(args));
        if (ended.isPresent()) {
            System.exit(ended.getAsInt());
        }
        Standalone.application().run(args);
    }
}
