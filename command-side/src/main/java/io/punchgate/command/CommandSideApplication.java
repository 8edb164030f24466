package io.punchgate.command;

import io.punchgate.runtime.start.DatabaseRequired;
import io.punchgate.runtime.start.PunchgateApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Runs the command side as a process of its own. It needs an external PostgreSQL. */
@EnableAutoConfiguration
@Import(CommandSide.class)
public class CommandSideApplication {

    /** Starts the process. Settings come from the environment, {@code command-side.yml} has the defaults. */
    public static void main(String[] args) {
        SpringApplication application = PunchgateApplication.of(CommandSideApplication.class, "command-side");
        application.addInitializers(new DatabaseRequired());
        application.run(args);
    }
}
