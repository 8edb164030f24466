package io.punchgate.query.attendance;

import io.punchgate.api.customer.CustomerSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * The rule by which punches pair into days of work.
 *
 * @param alternating whether in and out take turns, without regard to types
 * @param intervalMax the longest interval that counts
 * @param dayStartsAt the time at the device at which a day begins
 */
record PairingRule(boolean alternating, Duration intervalMax, LocalTime dayStartsAt) {

    /** The rule of a customer that has none of its own. */
    static final PairingRule DEFAULT =
            new PairingRule(false, Duration.ofHours(CustomerSettings.MAX_INTERVAL_HOURS_DEFAULT), LocalTime.MIDNIGHT);

    PairingRule startingDaysAt(LocalTime start) {
        return new PairingRule(alternating, intervalMax, start);
    }

    /** True if an interval from one to the other is short enough to count. */
    boolean reaches(Instant from, Instant to) {
        return Duration.between(from, to).compareTo(intervalMax) <= 0;
    }

    /** The day to which a punch by itself belongs. */
    LocalDate day(ClockPunch punch) {
        return punch.localTime().minusNanos(dayStartsAt.toNanoOfDay()).toLocalDate();
    }
}
