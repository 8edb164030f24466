package io.punchgate.query.attendance.punch;

import io.punchgate.api.attendance.PunchFilter;
import io.punchgate.query.attendance.punch.PunchStatements.Positions;
import io.punchgate.query.listing.Conditions;
import io.punchgate.query.listing.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The table {@code punch_block}: the first and the last time among a customer's punches in each block of positions. A list of a
 * stretch of time in the order recorded passes over the blocks that have nothing of it, and so needs neither to sort the
 * stretch nor to walk up to it.
 */
final class PunchBlocks {

    /** Positions in a block. Stored blocks are numbered by it: it never changes. */
    private static final int POSITIONS = 4_096;

    private static final String OF_BLOCK =
            "position >= of_times.block * " + POSITIONS + " and position < (of_times.block + 1) * " + POSITIONS;

    private static final String NO_INDEX = "time + interval '0'";

    private PunchBlocks() {}

    /**
     * A statement that writes punches, and widens their blocks.
     *
     * @param insert the insertion of the punches
     */
    static String writing(String insert, String schema) {
        return "with written as (" + insert + " returning customer_id, position, time) insert into " + schema
                + ".punch_block as before select customer_id, position / " + POSITIONS + ", min(time), max(time)"
                + " from written group by 1, 2 order by 1, 2 on conflict (customer_id, block) do update set"
                + " time_min = least(before.time_min, excluded.time_min),"
                + " time_max = greatest(before.time_max, excluded.time_max)";
    }

    /** Adds the filter's times, for which no index is used, and the condition of the block in which {@link #list} looks. */
    static Conditions inBlock(Conditions conditions, PunchFilter filter) {
        return PunchTimes.days(PunchTimes.stretch(conditions, filter, NO_INDEX, NO_INDEX), filter)
                .and(OF_BLOCK);
    }

    /**
     * The punches of the filter's times, in the order recorded.
     *
     * @param ofBlock those of one block, in that order
     */
    static Statement list(String customerId, PunchFilter filter, Positions within, Statement ofBlock, int rows) {
        Conditions blocks = new Conditions()
                .and("customer_id = ?", customerId)
                .and("block >= ?", within.after() / POSITIONS)
                .and("block <= ?", within.before() / POSITIONS);
        PunchTimes.stretch(blocks, filter, "time_max", "time_min");
        Statement ofTimes = blocks.select("select block from query.punch_block", "order by block");
        List<Object> parameters = new ArrayList<>(ofTimes.parameters());
        parameters.addAll(ofBlock.parameters());
        parameters.add(rows);
        return new Statement(
                "select found.* from (" + ofTimes.sql() + ") of_times cross join lateral (" + ofBlock.sql()
                        + ") found order by of_times.block, found.position limit ?",
                parameters);
    }
}
