package io.punchgate.query.retention;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The time for which read models keep what they need not keep for ever.
 *
 * @param attemptDays days for which attempts and excerpts of answers are kept
 */
@ConfigurationProperties("punchgate.retention")
public record RetentionSettings(@DefaultValue("90") int attemptDays) {

    public RetentionSettings {
        long min = Retention.ATTEMPTS_MIN.toDays();
        if (attemptDays < min) {
            throw new IllegalArgumentException(
                    "punchgate.retention.attempt-days must be at least " + min + ", and is " + attemptDays);
        }
    }
}
