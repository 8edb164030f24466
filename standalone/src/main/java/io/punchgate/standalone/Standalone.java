package io.punchgate.standalone;

import io.punchgate.command.CommandSide;
import io.punchgate.query.QuerySide;
import io.punchgate.runtime.start.PunchgateApplication;
import io.punchgate.standalone.broker.BrokerConfiguration;
import io.punchgate.standalone.database.EmbeddedDatabaseInitializer;
import io.punchgate.standalone.demo.DemoConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Both sides in one process. Without {@code SPRING_DATASOURCE_URL} it brings its own PostgreSQL,
 * without {@code PUNCHGATE_MQTT_URL} its own MQTT broker.
 */
@EnableAutoConfiguration
@Import({CommandSide.class, QuerySide.class, BrokerConfiguration.class, DemoConfiguration.class})
public class Standalone {

    /** The application, ready to run; tests give it their own settings. */
    public static SpringApplication application() {
        SpringApplication application = PunchgateApplication.of(Standalone.class, "command-side,query-side,standalone");
        application.addInitializers(new EmbeddedDatabaseInitializer());
        return application;
    }
}
