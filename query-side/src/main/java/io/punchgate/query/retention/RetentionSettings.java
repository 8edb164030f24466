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

    /** Above the age up to which a first attempt is written into its delivery's row, which is looked at once. */
    private static final int ATTEMPT_DAYS_MIN = 31;

    public RetentionSettings {
        if (attemptDays < ATTEMPT_DAYS_MIN) {
            throw new IllegalArgumentException("punchgate.retention.attempt-days must be at least " + ATTEMPT_DAYS_MIN
                    + ", and is " + attemptDays);
        }
    }
}
