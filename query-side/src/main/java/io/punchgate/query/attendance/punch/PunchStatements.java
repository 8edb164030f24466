package io.punchgate.query.attendance.punch;

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
    static Statement recorded(SelectedPunches of, Positions within, boolean few, int rows) {
        if (few || of.ofPerson()) {
            return withKinds(conditions(of, within), of).select(SELECT, SORTED_BY_POSITION, rows);
        }
        if (!PunchTimes.in(of.filter())) {
            return inOrder(filtered(of, within), of, rows);
        }
        Conditions ofBlock = PunchBlocks.inBlock(filtered(of, within), of.filter());
        return PunchBlocks.list(of.customerId(), of.filter(), within, inOrder(ofBlock, of, rows), rows);
    }

    /** Walks the punches in the order recorded, of each kind apart where the filter means kinds. */
    private static Statement inOrder(Conditions conditions, SelectedPunches of, int rows) {
        if (!of.hasKind()) {
            return conditions.select(SELECT, BY_POSITION, rows);
        }
        return Statement.unionAll(
                kinds(conditions, of)
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

    /**
     * Counts the punches of the filter's times, up to one more than may be sorted; those of days with some of the days around
     * them, as the index has it. Null: the list needs no count.
     */
    static @Nullable Statement countedOfTimes(SelectedPunches of) {
        return of.hasTimesOnly() ? counted(Stream.of(PunchTimes.stretch(of.ofCustomer(), of.filter()))) : null;
    }

    /**
     * Punches in the order of their times.
     *
     * @param few whether {@link #counted} found that they are few enough to be sorted
     */
    static Statement byTime(SelectedPunches of, Positions within, @Nullable PunchMoment after, boolean few, int rows) {
        Conditions conditions = withKinds(conditions(of, within), of);
        if (after != null) {
            conditions.and("(time, position) > (?, ?)", after.time(), after.position());
        }
        return conditions.select(SELECT, few ? SORTED_BY_TIME : BY_TIME, rows);
    }

    /** Counts the punches of the filter's device or kind, up to one more than may be sorted. Null: the list needs no count. */
    static @Nullable Statement counted(SelectedPunches of) {
        @Nullable String sn = of.filter().sn();
        if (of.ofPerson() || (sn == null && !of.hasKind())) {
            return null;
        }
        return counted(sn != null ? Stream.of(of.ofCustomer().and("sn = ?", sn)) : kinds(of.ofCustomer(), of));
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
    private static Stream<Conditions> kinds(Conditions conditions, SelectedPunches of) {
        return types(of.filter().type())
                .flatMap(type -> transports(of.filter().transport())
                        .map(transport -> conditions
                                .copy()
                                .and(
                                        type.isEmpty() ? "type is null" : "type = ?",
                                        type.isEmpty() ? new Object[0] : new Object[] {type})
                                .and("transport = ?", transport)));
    }

    private static Stream<String> types(@Nullable PunchType type) {
        return type == null
                ? Stream.concat(Arrays.stream(PunchType.values()).map(PunchType::name), Stream.of(""))
                : Stream.of(type.name());
    }

    private static Stream<String> transports(@Nullable String transport) {
        return transport == null ? Transport.all().stream().map(Transport::label) : Stream.of(transport);
    }

    private static Conditions withKinds(Conditions conditions, SelectedPunches of) {
        @Nullable PunchType type = of.filter().type();
        return conditions
                .andIfGiven("type = ?", type == null ? null : type.name())
                .andIfGiven("transport = ?", of.filter().transport());
    }

    private static Conditions conditions(SelectedPunches of, Positions within) {
        return PunchTimes.days(PunchTimes.stretch(filtered(of, within), of.filter()), of.filter());
    }

    /** The conditions that do not concern times of punches. */
    private static Conditions filtered(SelectedPunches of, Positions within) {
        return of.ofCustomer()
                .andIfGiven("sn = ?", of.filter().sn())
                .andIfGiven("person_id = ?", of.person())
                .andIfGiven("recorded_at >= ?", of.filter().recordedFrom())
                .andIfGiven("recorded_at <= ?", of.filter().recordedTo())
                .and("position > ?", within.after())
                .and("position < ?", within.before());
    }
}
