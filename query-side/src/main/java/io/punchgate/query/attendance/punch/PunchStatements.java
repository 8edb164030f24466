package io.punchgate.query.attendance.punch;

import io.punchgate.api.attendance.PunchFilter;
import io.punchgate.api.attendance.PunchMoment;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.Transport;
import io.punchgate.query.listing.Conditions;
import io.punchgate.query.listing.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statements of lists of punches. Each reads only rows that one of the filters means, by the index of that filter, or
 * rows in the order of the list: what the planner assumes of a customer's rows is true of all customers' at best, so it is not
 * left the choice to walk in the order of the list until enough rows were found, where that may be all that the customer has.
 */
final class PunchStatements {

    static final String SELECT = "select * from query.punch";

    /** The position of a customer's punch, or (null) of anybody's. */
    static final String POSITION = "select position from query.punch"
            + " where id = :id and (cast(:customer as text) is null or customer_id = :customer)";

    /** Rows that are sorted rather than walking past others, which may be all. */
    static final int SORTED_MAX = 5_000;

    private static final String BY_POSITION = "order by position limit ?";
    private static final String SORTED_BY_POSITION = "order by position + 0 limit ?";
    private static final String BY_TIME = "order by time, position limit ?";
    private static final String SORTED_BY_TIME = "order by time + interval '0', position limit ?";
    private static final String OF_KIND = "order by customer_id, type, transport, position limit ?";

    private PunchStatements() {}

    /**
     * A list's positions, the first and the last of which are not in it.
     *
     * @param after the position behind which the list begins
     * @param before the position before which it ends
     */
    record Positions(long after, long before) {}

    /**
     * Punches in the order recorded.
     *
     * @param few whether {@link #countedOfTimes} found that they are few enough to be sorted
     */
    static Statement recorded(String customerId, PunchFilter filter, Positions within, boolean few, int rows) {
        Conditions conditions = conditions(customerId, filter, within);
        if (few || filter.userId() != null) {
            return withKinds(conditions, filter).select(SELECT, SORTED_BY_POSITION, rows);
        }
        if (!hasKind(filter)) {
            addPositions(conditions, customerId, filter);
            return conditions.select(SELECT, BY_POSITION, rows);
        }
        return Statement.unionAll(
                kinds(conditions, filter)
                        .map(kind -> kind.select(SELECT, OF_KIND, rows))
                        .toList(),
                BY_POSITION,
                rows);
    }

    /** Punches, the one recorded last first; of a device, those of its last ones that are the customer's. */
    static Statement newest(String customerId, @Nullable String sn, int rows) {
        return sn == null
                ? new Statement(
                        SELECT + " where customer_id = ? order by position desc limit ?", List.of(customerId, rows))
                : new Statement(
                        "select * from (" + SELECT + " where sn = ? order by position desc limit ?) of_device"
                                + " where customer_id = ? order by position desc",
                        List.of(sn, rows, customerId));
    }

    /** Of a stretch of time only the positions are walked at which it has punches. */
    private static void addPositions(Conditions conditions, String customerId, PunchFilter filter) {
        if (hasTimesOnly(filter)) {
            Conditions times = times(new Conditions().and("customer_id = ?", customerId), filter);
            for (String bound : List.of(">= (select min", "<= (select max")) {
                Statement ofTimes = times.select("position " + bound + "(position + 0) from query.punch", ")");
                conditions.and(ofTimes.sql(), ofTimes.parameters().toArray());
            }
        }
    }

    private static boolean hasTimesOnly(PunchFilter filter) {
        boolean times = Stream.of(filter.from(), filter.to(), filter.fromDay(), filter.toDay())
                .anyMatch(Objects::nonNull);
        return times && filter.sn() == null && filter.userId() == null && !hasKind(filter);
    }

    private static boolean hasKind(PunchFilter filter) {
        return filter.type() != null || filter.transport() != null;
    }

    /** Counts the punches of the filter's times, up to one more than may be sorted. Null: the list needs no count. */
    static @Nullable Statement countedOfTimes(String customerId, PunchFilter filter) {
        Conditions times = times(new Conditions().and("customer_id = ?", customerId), filter);
        return hasTimesOnly(filter) ? counted(Stream.of(times)) : null;
    }

    /**
     * Punches in the order of their times.
     *
     * @param few whether {@link #counted} found that they are few enough to be sorted
     */
    static Statement byTime(
            String customerId,
            PunchFilter filter,
            Positions within,
            @Nullable PunchMoment after,
            boolean few,
            int rows) {
        Conditions conditions = withKinds(conditions(customerId, filter, within), filter);
        if (after != null) {
            conditions.and("(time, position) > (?, ?)", after.time(), after.position());
        }
        return conditions.select(SELECT, few ? SORTED_BY_TIME : BY_TIME, rows);
    }

    /** Counts the punches of the filter's device or kind, up to one more than may be sorted. Null: the list needs no count. */
    static @Nullable Statement counted(String customerId, PunchFilter filter) {
        if (filter.userId() != null || (filter.sn() == null && filter.type() == null && filter.transport() == null)) {
            return null;
        }
        Conditions customers = new Conditions().and("customer_id = ?", customerId);
        Stream<Conditions> counted =
                filter.sn() != null ? Stream.of(customers.and("sn = ?", filter.sn())) : kinds(customers, filter);
        return counted(counted);
    }

    private static Statement counted(Stream<Conditions> conditions) {
        Statement some = Statement.unionAll(
                conditions
                        .map(each -> each.select("select 1 from query.punch", "limit ?", SORTED_MAX + 1))
                        .toList(),
                "limit ?",
                SORTED_MAX + 1);
        return new Statement("select count(*) from (" + some.sql() + ") counted", some.parameters());
    }

    /** The conditions for each pair of a type and a transport that the filter means: the index knows no type alone. */
    private static Stream<Conditions> kinds(Conditions conditions, PunchFilter filter) {
        return types(filter)
                .flatMap(type -> transports(filter)
                        .map(transport -> conditions
                                .copy()
                                .and(
                                        type.isEmpty() ? "type is null" : "type = ?",
                                        type.isEmpty() ? new Object[0] : new Object[] {type})
                                .and("transport = ?", transport)));
    }

    private static Stream<String> types(PunchFilter filter) {
        @Nullable PunchType type = filter.type();
        return type == null
                ? Stream.concat(Arrays.stream(PunchType.values()).map(PunchType::name), Stream.of(""))
                : Stream.of(type.name());
    }

    private static Stream<String> transports(PunchFilter filter) {
        @Nullable String transport = filter.transport();
        return transport == null ? Transport.all().stream().map(Transport::label) : Stream.of(transport);
    }

    private static Conditions withKinds(Conditions conditions, PunchFilter filter) {
        return conditions
                .andIfGiven(
                        "type = ?", filter.type() == null ? null : filter.type().name())
                .andIfGiven("transport = ?", filter.transport());
    }

    private static Conditions conditions(String customerId, PunchFilter filter, Positions within) {
        Conditions conditions = new Conditions()
                .and("customer_id = ?", customerId)
                .andIfGiven("sn = ?", filter.sn())
                .andIfGiven("user_id = ?", filter.userId())
                .andIfGiven("recorded_at >= ?", filter.recordedFrom())
                .andIfGiven("recorded_at <= ?", filter.recordedTo())
                .and("position > ?", within.after())
                .and("position < ?", within.before());
        return times(conditions, filter);
    }

    private static Conditions times(Conditions conditions, PunchFilter filter) {
        conditions.andIfGiven("time >= ?", filter.from()).andIfGiven("time <= ?", filter.to());
        addDays(conditions, filter.fromDay(), filter.toDay());
        return conditions;
    }

    /** The conditions of {@code time} say nothing new; they are there for the index. */
    private static void addDays(Conditions conditions, @Nullable LocalDate from, @Nullable LocalDate to) {
        if (from != null) {
            conditions.and("local_time >= ?", from.atStartOfDay()).and("time >= ?", LocalDays.earliest(from));
        }
        if (to != null) {
            LocalDate next = to.plusDays(1);
            conditions.and("local_time < ?", next.atStartOfDay()).and("time < ?", LocalDays.latest(next));
        }
    }
}
