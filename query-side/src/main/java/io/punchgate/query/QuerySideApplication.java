package io.punchgate.query;

import io.punchgate.runtime.start.DatabaseRequired;
import io.punchgate.runtime.start.PunchgateApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Runs the query side as a process of its own. It needs an external PostgreSQL. */
@EnableAutoConfiguration
@Import(QuerySide.class)
public class QuerySideApplication {

    /** Starts the process. Settings come from the environment, {@code query-side.yml} has the defaults. */
    public static void main(String[] args) {
        SpringApplication application = PunchgateApplication.of(QuerySideApplication.class, "query-side");
        application.addInitializers(new DatabaseRequired());
        application.run(args);
    }
}
