package io.punchgate.command.device;

import io.punchgate.api.device.DeviceReport.RecordPunch;
import io.punchgate.command.lane.BatchLookUp;
import io.punchgate.runtime.log.Companion;
import io.punchgate.runtime.log.EventLog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The ledger as a table, whose primary key is the last word.
 *
 * <p>A batch that must know asks once, along with the lock of the log's head, for every moment at which a person of the
 * batch punched, as far as the reports tell it; what they do not tell (a time sent with an offset) is looked up when it is met.
 * A batch that assumes takes every punch for new that was not entered lately: the key refuses it where that is wrong. One
 * statement enters all new punches, along with the append of their events.
 *
 * <p>Used by the lane's thread only.
 */
@Component
final class JdbcPunchLedger implements PunchLedger, BatchLookUp {

    private static final int RECENT_PUNCHES_MAX = 65_536;

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
    private final EventLog log;
    /** The kinds known at each moment that was looked up in this batch. */
    private final Map<Moment, Set<String>> known = new HashMap<>();

    private final List<PunchIdentity> entered = new ArrayList<>();
    /** Most repeats follow soon: an answer was lost, or many copies come at once. */
    private final RecentPunches recent = new RecentPunches(RECENT_PUNCHES_MAX);

    private boolean assuming;
    private boolean surprised;

    JdbcPunchLedger(JdbcTemplate jdbc, EventLog log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    @Override
    public @Nullable Companion lookUp(List<? extends CommandMessage<?>> batch) {
        begin(false);
        Set<Moment> moments = new HashSet<>();
        for (CommandMessage<?> command : batch) {
            if (command.getPayload() instanceof RecordPunch report
                    && report.punch().offset() == null) {
                moments.add(Moment.of(report));
            }
        }
        moments.forEach(this::kindsAt);
        return moments.isEmpty() ? null : new LookUp(List.copyOf(moments));
    }

    @Override
    public void assume() {
        begin(true);
    }

    @Override
    public boolean wasSurprised() {
        return surprised;
    }

    private void begin(boolean withoutAsking) {
        assuming = withoutAsking;
        surprised = false;
        known.clear();
        entered.clear();
        CurrentUnitOfWork.get().root().onPrepareCommit(unitOfWork -> enterAll());
    }

    @Override
    public boolean add(PunchIdentity identity) {
        if (recent.contains(identity)) {
            return false;
        }
        Moment moment = new Moment(identity.wallTime(), identity.who());
        if (!assuming && !known.containsKey(moment)) {
            lookUp(moment);
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

    private void lookUp(Moment moment) {
        kindsAt(moment);
        LookUp lookUp = new LookUp(List.of(moment));
        jdbc.query(lookUp.sql(), statement -> lookUp.bind(statement, 1), rows -> {
            kindsAt(Moment.in(rows)).add(rows.getString(3));
        });
    }

    private void enterAll() {
        if (!entered.isEmpty()) {
            List<PunchIdentity> all = List.copyOf(entered);
            log.accompanyAppend(new Entry(all));
            CurrentUnitOfWork.get().root().afterCommit(unitOfWork -> recent.addAll(all));
            entered.clear();
        }
    }

    private static void bindMoments(PreparedStatement statement, int first, List<Moment> moments) throws SQLException {
        Connection connection = statement.getConnection();
        Object[] times = moments.stream().map(Moment::wallTime).toArray();
        Object[] people = moments.stream().map(Moment::who).toArray();
        statement.setArray(first, connection.createArrayOf("timestamp", times));
        statement.setArray(first + 1, connection.createArrayOf("uuid", people));
    }

    private final class LookUp implements Companion {

        private final List<Moment> moments;

        LookUp(List<Moment> moments) {
            this.moments = moments;
        }

        @Override
        public String sql() {
            return LOOK_UP;
        }

        @Override
        public void bind(PreparedStatement statement, int first) throws SQLException {
            bindMoments(statement, first, moments);
        }

        @Override
        public void read(ResultSet rows) throws SQLException {
            while (rows.next()) {
                surprised = true;
                kindsAt(Moment.in(rows)).add(rows.getString(3));
            }
        }
    }

    private record Entry(List<PunchIdentity> identities) implements Companion {

        @Override
        public String sql() {
            return ENTER;
        }

        @Override
        public void bind(PreparedStatement statement, int first) throws SQLException {
            bindMoments(
                    statement,
                    first,
                    identities.stream()
                            .map(identity -> new Moment(identity.wallTime(), identity.who()))
                            .toList());
            Object[] kinds = identities.stream().map(PunchIdentity::kind).toArray(String[]::new);
            statement.setArray(first + 2, statement.getConnection().createArrayOf("text", kinds));
        }
    }

    /** When which person punched at which device. */
    private record Moment(LocalDateTime wallTime, UUID who) {

        static Moment in(ResultSet row) throws SQLException {
            return new Moment(row.getObject(1, LocalDateTime.class), row.getObject(2, UUID.class));
        }

        static Moment of(RecordPunch report) {
            return new Moment(
                    report.punch().wallClock().truncatedTo(ChronoUnit.MILLIS),
                    PunchIdentity.who(report.sn(), report.punch().userId()));
        }
    }
}
