package io.punchgate.query.console.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The times that a login to the console lasts, as {@code punchgate.console.*} properties.
 *
 * @param sessionMax from the login; 12 h at most
 * @param idleMax from the last page that was looked at
 */
@ConfigurationProperties("punchgate.console")
public record SessionSettings(
        @DefaultValue("12h") Duration sessionMax,
        @DefaultValue("2h") Duration idleMax) {

    /** No setting makes a login last longer. */
    public static final Duration SESSION_MAX = Duration.ofHours(12);

    public SessionSettings {
        if (sessionMax.isNegative() || sessionMax.isZero() || sessionMax.compareTo(SESSION_MAX) > 0) {
            throw new IllegalArgumentException("punchgate.console.session-max must be at most " + SESSION_MAX);
        }
    }
}
