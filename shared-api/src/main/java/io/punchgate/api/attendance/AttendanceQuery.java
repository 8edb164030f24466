package io.punchgate.api.attendance;

import io.punchgate.api.AsOf;
import io.punchgate.api.Query;
import io.punchgate.api.attendance.AttendanceResult.ExportedPunches;
import io.punchgate.api.attendance.AttendanceResult.FoundPunch;
import io.punchgate.api.attendance.AttendanceResult.PeopleIn;
import io.punchgate.api.attendance.AttendanceResult.Punches;
import io.punchgate.api.attendance.AttendanceResult.PunchesByTime;
import io.punchgate.api.attendance.AttendanceResult.WorkDays;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A query about punches, of one customer as a rule. Each {@code limit} is the number of rows wanted, at least 1.
 *
 * @param <R> the type of the reply
 */
public sealed interface AttendanceQuery<R> extends Query<R> {

    /** Reads one punch; the reply is empty where the customer has none of that id. */
    record FindPunch(String customerId, String punchId) implements AttendanceQuery<FoundPunch> {}

    /**
     * Finds the event of a punch, also of one that lists show no longer.
     *
     * @param customerId the only customer; null: any
     */
    record LocatePunch(@Nullable String customerId, String punchId) implements AttendanceQuery<PunchPlace> {}

    /**
     * Lists punches in the order recorded.
     *
     * @param afterPosition the position in the log behind which the list begins; 0: at its beginning
     * @param limit at most 1,000
     * @param asOf the moment as of which to answer; null: now
     */
    record FindPunches(
            String customerId,
            PunchFilter filter,
            long afterPosition,
            int limit,
            @Nullable AsOf asOf) implements AttendanceQuery<Punches> {

        /** Asks for the punches of now. */
        public FindPunches(String customerId, PunchFilter filter, long afterPosition, int limit) {
            this(customerId, filter, afterPosition, limit, null);
        }
    }

    /**
     * Lists the punches recorded last, newest first.
     *
     * @param sn the only device; null: all devices
     * @param limit at most 1,000
     */
    record FindNewestPunches(String customerId, @Nullable String sn, int limit) implements AttendanceQuery<Punches> {}

    /**
     * Reads punches for an export, in the order recorded, as far as they are there when the export begins.
     *
     * @param afterPosition the position in the log behind which the export goes on; 0: at its beginning
     * @param untilPosition the position at which it ends, as the reply to its first question tells it; 0: that is this one
     * @param limit at most 1,000
     */
    record ExportPunches(String customerId, PunchFilter filter, long afterPosition, long untilPosition, int limit)
            implements AttendanceQuery<ExportedPunches> {}

    /**
     * Lists punches in the order of their own times.
     *
     * @param after the punch behind which the list begins; null: at its beginning
     * @param limit at most 1,000
     * @param asOf the moment as of which to answer; null: now
     */
    record FindPunchesByTime(
            String customerId,
            PunchFilter filter,
            @Nullable PunchMoment after,
            int limit,
            @Nullable AsOf asOf) implements AttendanceQuery<PunchesByTime> {

        /** Asks for the punches of now. */
        public FindPunchesByTime(String customerId, PunchFilter filter, @Nullable PunchMoment after, int limit) {
            this(customerId, filter, after, limit, null);
        }
    }

    /**
     * Lists days of work, by person and then by date. The persons are in an order that stays as it is, but tells nothing.
     *
     * @param from the first day
     * @param to the last day; at most 366 days are asked for
     * @param userId the only user; null: all users
     * @param dayStartsAt the time at the device at which a day begins
     * @param after the day behind which the list begins; null: at its beginning
     * @param limit at most 10,000
     * @param asOf the moment as of which to answer; null: now
     */
    record FindAttendance(
            String customerId,
            LocalDate from,
            LocalDate to,
            @Nullable String userId,
            LocalTime dayStartsAt,
            @Nullable PersonDay after,
            int limit,
            @Nullable AsOf asOf)
            implements AttendanceQuery<WorkDays> {

        /** Asks for the days as they are now. */
        public FindAttendance(
                String customerId,
                LocalDate from,
                LocalDate to,
                @Nullable String userId,
                LocalTime dayStartsAt,
                @Nullable PersonDay after,
                int limit) {
            this(customerId, from, to, userId, dayStartsAt, after, limit, null);
        }
    }

    /**
     * Lists the people who are in at this moment, in the order of persons.
     *
     * @param after the person behind whom the list begins; null: at its beginning
     * @param limit at most 1,000
     */
    record FindPeopleIn(String customerId, @Nullable UUID after, int limit) implements AttendanceQuery<PeopleIn> {}
}
