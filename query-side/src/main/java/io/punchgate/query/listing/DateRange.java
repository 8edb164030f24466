package io.punchgate.query.listing;

import io.punchgate.runtime.web.Problem;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Local days from one to another, both included, of which there is one at least. */
public record DateRange(LocalDate from, LocalDate to) {

    /**
     * The range of {@code from} and {@code to}, which must be there.
     *
     * @throws Problem 400 naming the parameter, if the range ends before it begins, or has more than {@code daysMax} days
     */
    public static DateRange read(Parameters parameters, int daysMax) {
        LocalDate from = parameters.requiredDate("from");
        LocalDate to = parameters.requiredDate("to");
        if (from.isAfter(to)) {
            throw Problem.invalidField("from", "The range ends before it begins.");
        }
        if (ChronoUnit.DAYS.between(from, to) >= daysMax) {
            throw Problem.invalidField("to", "The range may be " + daysMax + " days long at most.");
        }
        return new DateRange(from, to);
    }

    /**
     * The time at which a day begins: {@code day_starts_at}, or midnight.
     *
     * @throws Problem 400 naming {@code day_starts_at}, if it is no time of day
     */
    public static LocalTime dayStartsAt(Parameters parameters) {
        @Nullable String value = parameters.text("day_starts_at");
        try {
            return value == null ? LocalTime.MIDNIGHT : LocalTime.parse(value);
        } catch (DateTimeException e) {
            throw Problem.invalidField("day_starts_at", "The value must be like 04:00.");
        }
    }
}
