package io.punchgate.query.attendance.punch;

import io.punchgate.api.attendance.PunchFilter;
import io.punchgate.query.listing.Conditions;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a filter's times of punches. Days are those of the clock at the device, which no index knows: the instants
 * that they may be of, wherever the device stands, say nothing new of a punch, and are there for the index.
 */
final class PunchTimes {

    private PunchTimes() {}

    /** Tells whether the filter has any. */
    static boolean in(PunchFilter filter) {
        return Stream.of(filter.from(), filter.to(), filter.fromDay(), filter.toDay())
                .anyMatch(Objects::nonNull);
    }

    /** Adds the times, those of days as far as any zone stretches them. */
    static Conditions stretch(Conditions conditions, PunchFilter filter) {
        return stretch(conditions, filter, "time", "time");
    }

    /**
     * Adds the times, those of days as far as any zone stretches them.
     *
     * @param last the expression of the last of a row's times
     * @param first the expression of the first of them
     */
    static Conditions stretch(Conditions conditions, PunchFilter filter, String last, String first) {
        @Nullable LocalDate from = filter.fromDay();
        @Nullable LocalDate to = filter.toDay();
        return conditions
                .andIfGiven(last + " >= ?", filter.from())
                .andIfGiven(first + " <= ?", filter.to())
                .andIfGiven(last + " >= ?", from == null ? null : LocalDays.earliest(from))
                .andIfGiven(first + " < ?", to == null ? null : LocalDays.latest(to.plusDays(1)));
    }

    /** Adds the days, exactly. */
    static Conditions days(Conditions conditions, PunchFilter filter) {
        @Nullable LocalDate from = filter.fromDay();
        @Nullable LocalDate to = filter.toDay();
        return conditions
                .andIfGiven("local_time >= ?", from == null ? null : from.atStartOfDay())
                .andIfGiven("local_time < ?", to == null ? null : to.plusDays(1).atStartOfDay());
    }
}
