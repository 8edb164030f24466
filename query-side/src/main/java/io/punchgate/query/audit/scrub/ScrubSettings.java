package io.punchgate.query.audit.scrub;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The pace of the scrubber.
 *
 * @param enabled whether this process scrubs at all; another may
 * @param eventsPerSecond read at most, as long as few come in
 * @param busyEventsPerSecond read at most while many come in
 * @param busyFrom events that come in within a second, from which on they are many
 * @param pause from the end of a pass to the beginning of the next
 */
@ConfigurationProperties("punchgate.scrub")
public record ScrubSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("6000") int eventsPerSecond,
        @DefaultValue("500") int busyEventsPerSecond,
        @DefaultValue("100") int busyFrom,
        @DefaultValue("5s") Duration pause) {

    public ScrubSettings {
        if (eventsPerSecond < 1 || busyEventsPerSecond < 1) {
            throw new IllegalArgumentException("punchgate.scrub.events-per-second and .busy-events-per-second must be"
                    + " at least 1, and are " + eventsPerSecond + " and " + busyEventsPerSecond);
        }
    }
}
