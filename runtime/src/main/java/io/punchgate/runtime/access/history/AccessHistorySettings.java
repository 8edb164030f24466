package io.punchgate.runtime.access.history;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The time for which accesses are kept.
 *
 * @param days for which an access is kept, at least 1
 */
@ConfigurationProperties("punchgate.access-history")
public record AccessHistorySettings(@DefaultValue("730") int days) {

    public AccessHistorySettings {
        if (days < 1) {
            throw new IllegalArgumentException("punchgate.access-history.days must be at least 1, and is " + days);
        }
    }
}
