package io.punchgate.command.device.ledger;

import io.punchgate.runtime.log.PiggybackedStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Asks which kinds of punches are stored at those moments. The first and the last of them spare it the partitions of other times.
 *
 * @param moments those that were asked for, by those under which the table has them; one at least
 * @param stored told each of them
 */
record PunchLookUp(Map<PunchMoment, PunchMoment> moments, BiConsumer<PunchMoment, String> stored)
        implements PiggybackedStatement {

    private static final Comparator<PunchMoment> EARLIER = Comparator.comparing(PunchMoment::time);

    @Override
    public String sql() {
        return """
                select asked.wall_time, asked.who, stored.kind
                from unnest(?::timestamp[], ?::uuid[]) as asked (wall_time, who)
                cross join lateral (
                    select kind from command.punch_identity stored
                    where stored.wall_time = asked.wall_time and stored.who = asked.who
                        and stored.wall_time >= ?::timestamp and stored.wall_time <= ?::timestamp offset 0
                ) stored
                """;
    }

    @Override
    public void bind(PreparedStatement statement, int first) throws SQLException {
        PunchMoment.bind(statement, first, List.copyOf(moments.keySet()));
        statement.setObject(
                first + 2, Collections.min(moments.keySet(), EARLIER).time());
        statement.setObject(
                first + 3, Collections.max(moments.keySet(), EARLIER).time());
    }

    @Override
    public void read(ResultSet rows) throws SQLException {
        while (rows.next()) {
            readRow(rows);
        }
    }

    void readRow(ResultSet row) throws SQLException {
        stored.accept(Objects.requireNonNull(moments.get(PunchMoment.in(row))), row.getString(3));
    }
}
