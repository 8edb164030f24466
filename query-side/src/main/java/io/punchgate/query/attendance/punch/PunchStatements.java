package io.punchgate.query.attendance.punch;

import io.punchgate.api.attendance.PunchFilter;
import io.punchgate.api.attendance.PunchMoment;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.Transport;
import io.punchgate.query.listing.Conditions;
import io.punchgate.query.listing.Statement;
import java.util.Arrays;
import java.util.List;
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
        if (few || filter.userId() != null) {
            return withKinds(conditions(customerId, filter, within), filter).select(SELECT, SORTED_BY_POSITION, rows);
        }
        if (!PunchTimes.in(filter)) {
            return inOrder(filtered(customerId, filter, within), filter, rows);
        }
        Conditions ofBlock = PunchBlocks.inBlock(filtered(customerId, filter, within), filter);
        return PunchBlocks.list(customerId, filter, within, inOrder(ofBlock, filter, rows), rows);
    }

    /** Walks the punches in the order recorded, of each kind apart where the filter means kinds. */
    private static Statement inOrder(Conditions conditions, PunchFilter filter, int rows) {
        if (!hasKind(filter)) {
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

    private static boolean hasKind(PunchFilter filter) {
        return filter.type() != null || filter.transport() != null;
    }

    /**
     * Counts the punches of the filter's times, up to one more than may be sorted; those of days with some of the days around
     * them, as the index has it. Null: the list needs no count.
     */
    static @Nullable Statement countedOfTimes(String customerId, PunchFilter filter) {
        boolean timesOnly = PunchTimes.in(filter) && filter.sn() == null && filter.userId() == null && !hasKind(filter);
        Conditions times = PunchTimes.stretch(new Conditions().and("customer_id = ?", customerId), filter);
        return timesOnly ? counted(Stream.of(times)) : null;
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
        return PunchTimes.days(PunchTimes.stretch(filtered(customerId, filter, within), filter), filter);
    }

    /** The conditions that do not concern times of punches. */
    private static Conditions filtered(String customerId, PunchFilter filter, Positions within) {
        return new Conditions()
                .and("customer_id = ?", customerId)
                .andIfGiven("sn = ?", filter.sn())
                .andIfGiven("user_id = ?", filter.userId())
                .andIfGiven("recorded_at >= ?", filter.recordedFrom())
                .andIfGiven("recorded_at <= ?", filter.recordedTo())
                .and("position > ?", within.after())
                .and("position < ?", within.before());
    }
}
