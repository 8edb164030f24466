package io.punchgate.query.audit.replay;

import io.punchgate.runtime.sql.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The replays that were asked for, in whatever process. */
@Component
final class ReplayTable {

    /** Replays remembered after their end; the oldest is forgotten first. */
    private static final int REMEMBERED_MAX = 50;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<Difference>> DIFFERENCES = new TypeReference<>() {};
    private static final String OF_CUSTOMER = " (cast(:customer as text) is null or customer_id = :customer) ";

    private final JdbcClient jdbc;

    ReplayTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The replays that have not ended: of a customer or of operators, and of all. */
    record Open(int ofCustomer, int ofAll) {}

    Open countOpen(@Nullable String customerId) {
        return jdbc.sql(
                        "select count(*) filter (where customer_id is not distinct from cast(:customer as text)), count(*)"
                                + " from query.replay where status = 'running'")
                .param("customer", customerId)
                .query((row, number) -> new Open(row.getInt(1), row.getInt(2)))
                .single();
    }

    /** Adds a replay that waits for its turn, and forgets old ones. */
    void add(String id, ReplayScope scope, boolean switching) {
        jdbc.sql("insert into query.replay (id, customer_id, sn, until, switching, status, stage)"
                        + " values (?, ?, ?, ?, ?, 'running', 'waiting')")
                .param(id)
                .param(scope.customerId())
                .param(scope.sn())
                .param(Timestamps.utcOrNull(scope.until()))
                .param(switching)
                .update();
        jdbc.sql("delete from query.replay where status <> 'running' and number < (select min(number) from"
                        + " (select number from query.replay order by number desc limit ?) latest)")
                .param(REMEMBERED_MAX)
                .update();
    }

    /** The replay of that id; none if it is not that customer's. */
    Optional<Replay> find(String id, @Nullable String customerId) {
        return jdbc.sql("select * from query.replay where id = :id and" + OF_CUSTOMER)
                .param("id", id)
                .param("customer", customerId)
                .query((row, number) -> replay(row))
                .optional();
    }

    /** Those of a customer, or (null) all, newest first. */
    List<Replay> newest(@Nullable String customerId) {
        return jdbc.sql("select * from query.replay where" + OF_CUSTOMER + "order by number desc limit :max")
                .param("customer", customerId)
                .param("max", REMEMBERED_MAX)
                .query((row, number) -> replay(row))
                .list();
    }

    /** Those that have not ended, in their order, but for those of the customer that had the last one: they come behind. */
    List<Replay> open(@Nullable String lastCustomer) {
        return jdbc.sql("select * from query.replay where status = 'running'"
                        + " order by customer_id is not distinct from cast(? as text), number")
                .param(lastCustomer)
                .query((row, number) -> replay(row))
                .list();
    }

    /** Tells whether another process works at a replay that has not ended. */
    boolean isOfAnother(RunningReplay running) {
        return jdbc.sql("select exists (select from query.replay where id = ? and owner <> ? and status = 'running')")
                .params(running.id(), running.owner())
                .query(Boolean.class)
                .single();
    }

    boolean isOpen(String id) {
        return jdbc.sql("select exists (select from query.replay where id = ? and status = 'running')")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /** Takes over the work at a replay; none if it has ended. */
    Optional<RunningReplay> take(String id) {
        String owner = UUID.randomUUID().toString();
        jdbc.sql("update query.replay set owner = ?, noted_at = now() where id = ? and status = 'running'")
                .params(owner, id)
                .update();
        return jdbc.sql("select * from query.replay where id = ? and owner = ? and status = 'running'")
                .params(id, owner)
                .query((row, number) -> new RunningReplay(replay(row), owner))
                .optional();
    }

    /** Notes how far a replay is. Returns false if it has ended, or another process works at it. */
    boolean note(RunningReplay running) {
        return jdbc.sql("update query.replay set stage = ?, processed = ?, total = ?, elapsed_ms = ?,"
                                + " noted_at = now() where id = ? and owner = ? and status = 'running'")
                        .params(
                                running.stage().label(),
                                running.processed(),
                                running.total(),
                                running.elapsed().toMillis(),
                                running.id(),
                                running.owner())
                        .update()
                > 0;
    }

    /** Cancels a replay unless it has ended. */
    void cancel(String id) {
        jdbc.sql("update query.replay set status = 'cancelled' where id = ? and status = 'running'")
                .param(id)
                .update();
    }

    void fail(RunningReplay running, String reason) {
        jdbc.sql("update query.replay set status = 'failed', reason = ?"
                        + " where id = ? and owner = ? and status = 'running'")
                .params(reason, running.id(), running.owner())
                .update();
    }

    /** Ends a replay as done, on a connection of the caller's. Returns false if it has ended otherwise. */
    static boolean done(JdbcClient caller, RunningReplay running, List<Difference> differences) {
        return caller.sql(
                                "update query.replay set status = 'done', stage = ?, processed = ?, total = ?, elapsed_ms = ?,"
                                        + " differences = ? where id = ? and owner = ? and status = 'running'")
                        .params(
                                running.stage().label(),
                                running.processed(),
                                running.total(),
                                running.elapsed().toMillis(),
                                JSON.writeValueAsString(differences),
                                running.id(),
                                running.owner())
                        .update()
                > 0;
    }

    private static Replay replay(ResultSet row) throws SQLException {
        return new Replay(
                row.getString("id"),
                new ReplayScope(
                        row.getString("sn"), Timestamps.instantOrNull(row, "until"), row.getString("customer_id")),
                row.getBoolean("switching"),
                Replay.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                Replay.Stage.valueOf(row.getString("stage").toUpperCase(Locale.ROOT)),
                row.getLong("processed"),
                row.getLong("total"),
                Duration.ofMillis(row.getLong("elapsed_ms")),
                row.getString("reason"),
                JSON.readValue(row.getString("differences"), DIFFERENCES));
    }
}
