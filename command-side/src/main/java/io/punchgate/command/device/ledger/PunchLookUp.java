package io.punchgate.command.device.ledger;

import io.punchgate.runtime.log.PiggybackedStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Asks which kinds of punches are stored at those moments.
 *
 * @param stored told each of them
 */
record PunchLookUp(List<PunchMoment> moments, BiConsumer<PunchMoment, String> stored) implements PiggybackedStatement {

    @Override
    public String sql() {
        return """
                select asked.wall_time, asked.who, stored.kind
                from unnest(?::timestamp[], ?::uuid[]) as asked (wall_time, who)
                cross join lateral (
                    select kind from command.punch_identity stored
                    where stored.wall_time = asked.wall_time and stored.who = asked.who offset 0
                ) stored
                """;
    }

    @Override
    public void bind(PreparedStatement statement, int first) throws SQLException {
        PunchMoment.bind(statement, first, moments);
    }

    @Override
    public void read(ResultSet rows) throws SQLException {
        while (rows.next()) {
            readRow(rows);
        }
    }

    void readRow(ResultSet row) throws SQLException {
        stored.accept(PunchMoment.in(row), row.getString(3));
    }
}
