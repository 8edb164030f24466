package io.punchgate.command.device.ledger;

import io.punchgate.api.device.DeviceReport.RecordPunch;
import io.punchgate.command.device.PunchIdentity;
import io.punchgate.runtime.sql.BinaryArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The time and the person of a punch: the part of an identity by which it is found. */
record PunchMoment(LocalDateTime wallTime, UUID who) {

    static PunchMoment of(PunchIdentity identity) {
        return new PunchMoment(identity.wallTime(), identity.who());
    }

    /** As far as the report tells, which is all of it if it gives a wall clock. */
    static PunchMoment of(RecordPunch report) {
        return new PunchMoment(
                report.punch().wallClock().truncatedTo(ChronoUnit.MILLIS),
                PunchIdentity.who(report.sn(), report.punch().userId()));
    }

    /** The one in the first two columns. */
    static PunchMoment in(ResultSet row) throws SQLException {
        return new PunchMoment(row.getObject(1, LocalDateTime.class), row.getObject(2, UUID.class));
    }

    /** Binds an array of the times and one of the people. */
    static void bind(PreparedStatement statement, int first, List<PunchMoment> moments) throws SQLException {
        Connection connection = statement.getConnection();
        List<@Nullable LocalDateTime> times = new ArrayList<>(moments.size());
        List<@Nullable UUID> people = new ArrayList<>(moments.size());
        for (PunchMoment moment : moments) {
            times.add(moment.wallTime());
            people.add(moment.who());
        }
        statement.setArray(first, BinaryArrays.wallTimes(connection, times));
        statement.setArray(first + 1, BinaryArrays.uuids(connection, people));
    }
}
