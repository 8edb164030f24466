package io.punchgate.query.listing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** One end of a range of time. Both ends belong to the range. */
public sealed interface TimeBound {

    /** An instant. */
    record At(Instant instant) implements TimeBound {}

    /** A whole day, of the range's own calendar. */
    record Day(LocalDate date) implements TimeBound {}

    /** The instant of a bound that is one, or null. */
    static @Nullable Instant instantOf(@Nullable TimeBound bound) {
        return bound instanceof At at ? at.instant() : null;
    }

    /** The day of a bound that is one, or null. */
    static @Nullable LocalDate dayOf(@Nullable TimeBound bound) {
        return bound instanceof Day day ? day.date() : null;
    }

    /** The first instant of the range that begins here, days being UTC's. */
    default Instant firstUtc() {
        return switch (this) {
            case At at -> at.instant();
            case Day day -> day.date().atStartOfDay().toInstant(ZoneOffset.UTC);
        };
    }

    /** The last instant of the range that ends here, days being UTC's. */
    default Instant lastUtc() {
        return switch (this) {
            case At at -> at.instant();
            case Day day -> day.date().atTime(LocalTime.MAX).toInstant(ZoneOffset.UTC);
        };
    }

    /** True if the range from this to {@code end} is empty; false for a day and an instant, which are not compared. */
    default boolean isAfter(TimeBound end) {
        return switch (this) {
            case At at -> end instanceof At other && at.instant().isAfter(other.instant());
            case Day day -> end instanceof Day other && day.date().isAfter(other.date());
        };
    }
}
