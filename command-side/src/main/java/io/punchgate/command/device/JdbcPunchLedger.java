package io.punchgate.command.device;

import io.punchgate.api.device.DeviceReport.RecordPunch;
import io.punchgate.command.lane.BatchPreparation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The ledger as a table, whose primary key is the last word. One look-up serves a whole batch: it asks for every moment at
 * which a person of the batch punched, as far as the reports tell it; what they do not tell (a time sent with an offset) is
 * looked up when it is met. One statement enters all new punches, in the transaction of their events.
 *
 * <p>Used by the lane's thread only.
 */
@Component
@Order(10)
final class JdbcPunchLedger implements PunchLedger, BatchPreparation {

    private static final String LOOK_UP = """
            select asked.wall_time, asked.who, stored.kind
            from unnest(?::timestamp[], ?::uuid[]) as asked (wall_time, who)
            cross join lateral (
                select kind from command.punch_identity stored
                where stored.wall_time = asked.wall_time and stored.who = asked.who offset 0
            ) stored
            """;
    private static final String ENTER = """
            insert into command.punch_identity (wall_time, who, kind)
            select * from unnest(?::timestamp[], ?::uuid[], ?::text[])
            """;

    private final JdbcTemplate jdbc;
    /** The kinds known at each moment that was looked up in this batch. */
    private final Map<Moment, Set<String>> known = new HashMap<>();

    private final List<PunchIdentity> entered = new ArrayList<>();

    JdbcPunchLedger(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void prepare(List<? extends CommandMessage<?>> batch) {
        known.clear();
        entered.clear();
        Set<Moment> moments = new HashSet<>();
        for (CommandMessage<?> command : batch) {
            if (command.getPayload() instanceof RecordPunch report
                    && report.punch().offset() == null) {
                moments.add(Moment.of(report));
            }
        }
        if (!moments.isEmpty()) {
            lookUp(moments);
        }
        CurrentUnitOfWork.get().root().onPrepareCommit(unitOfWork -> enterAll());
    }

    @Override
    public boolean add(PunchIdentity identity) {
        Moment moment = new Moment(identity.wallTime(), identity.who());
        if (!known.containsKey(moment)) {
            lookUp(Set.of(moment));
        }
        Set<String> kinds = kindsAt(moment);
        if (!kinds.add(identity.kind())) {
            return false;
        }
        entered.add(identity);
        CurrentUnitOfWork.get().onRollback(unitOfWork -> {
            kinds.remove(identity.kind());
            entered.remove(identity);
        });
        return true;
    }

    private Set<String> kindsAt(Moment moment) {
        return known.computeIfAbsent(moment, absent -> new HashSet<>());
    }

    private void lookUp(Set<Moment> moments) {
        moments.forEach(this::kindsAt);
        jdbc.query(connection -> withMoments(connection, LOOK_UP, List.copyOf(moments)), row -> {
            kindsAt(new Moment(row.getObject(1, LocalDateTime.class), row.getObject(2, UUID.class)))
                    .add(row.getString(3));
        });
    }

    private void enterAll() {
        if (entered.isEmpty()) {
            return;
        }
        List<Moment> moments = entered.stream()
                .map(identity -> new Moment(identity.wallTime(), identity.who()))
                .toList();
        Object[] kinds = entered.stream().map(PunchIdentity::kind).toArray();
        entered.clear();
        jdbc.update(connection -> {
            PreparedStatement statement = withMoments(connection, ENTER, moments);
            statement.setArray(3, connection.createArrayOf("text", kinds));
            return statement;
        });
    }

    private static PreparedStatement withMoments(Connection connection, String sql, List<Moment> moments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        Object[] times = moments.stream().map(Moment::wallTime).toArray();
        Object[] people = moments.stream().map(Moment::who).toArray();
        statement.setArray(1, connection.createArrayOf("timestamp", times));
        statement.setArray(2, connection.createArrayOf("uuid", people));
        return statement;
    }

    /** When which person punched at which device. */
    private record Moment(LocalDateTime wallTime, UUID who) {

        static Moment of(RecordPunch report) {
            return new Moment(
                    report.punch().wallClock().truncatedTo(ChronoUnit.MILLIS),
                    PunchIdentity.who(report.sn(), report.punch().userId()));
        }
    }
}
