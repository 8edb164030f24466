package io.punchgate.command.device.ledger;

import io.punchgate.api.device.DeviceReport.RecordPunch;
import io.punchgate.api.device.ReportedPunch;
import io.punchgate.command.device.PunchIdentity;
import io.punchgate.command.device.PunchKey;
import io.punchgate.runtime.sql.BinaryArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The time and the person of a punch: the part of a key by which it is found. */
record PunchMoment(LocalDateTime time, UUID who) {

    static PunchMoment of(PunchKey key) {
        return new PunchMoment(key.time(), key.who());
    }

    /**
     * Those of the keys that the report will have, as far as it tells without the device's zone. The wall clock beside an
     * offset is the device's own while its zone is registered rightly.
     */
    static void addOf(RecordPunch report, Collection<PunchMoment> moments) {
        ReportedPunch punch = report.punch();
        UUID who = PunchIdentity.who(report.sn(), punch.userId());
        LocalDateTime wallClock = punch.wallClock().truncatedTo(ChronoUnit.MILLIS);
        moments.add(new PunchMoment(wallClock, who));
        @Nullable ZoneOffset offset = punch.offset();
        if (offset != null && offset.getTotalSeconds() != 0) {
            moments.add(new PunchMoment(wallClock.minusSeconds(offset.getTotalSeconds()), who));
        }
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
            times.add(moment.time());
            people.add(moment.who());
        }
        statement.setArray(first, BinaryArrays.wallTimes(connection, times));
        statement.setArray(first + 1, BinaryArrays.uuids(connection, people));
    }
}
