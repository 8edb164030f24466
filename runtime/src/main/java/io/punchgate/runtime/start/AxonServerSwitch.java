package io.punchgate.runtime.start;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Axon's connector would look for a server on its own; here only {@code AXON_AXONSERVER_SERVERS} switches it on. */
final class AxonServerSwitch implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        boolean on = !environment.getProperty("axon.axonserver.servers", "").isBlank();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("axonServerSwitch", Map.of("axon.axonserver.enabled", on)));
    }
}
