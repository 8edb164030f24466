package io.punchgate.query.audit.scrub;

import io.punchgate.runtime.wait.Upkeep;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** Makes the scrubber, in every process with a query side: one of them has it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ScrubSettings.class)
class ScrubConfiguration {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** Events in Axon Server have no tree that they could be held against. */
    @Bean
    @DependsOn("querySchema")
    @ConditionalOnBooleanProperty(name = "axon.axonserver.enabled", havingValue = false)
    @ConditionalOnBooleanProperty(name = "punchgate.scrub.enabled", matchIfMissing = true)
    Upkeep scrubUpkeep(ScrubParts parts, ScrubSettings settings) {
        Scrubber scrubber = new Scrubber(parts, settings);
        return Upkeep.begin("scrubber", LOOK_EVERY, scrubber::look);
    }
}
