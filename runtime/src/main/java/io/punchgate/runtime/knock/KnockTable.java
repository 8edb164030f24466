package io.punchgate.runtime.knock;

import io.punchgate.api.knock.Knock;
import io.punchgate.runtime.sql.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of the newest knocks of all processes. */
record KnockTable(JdbcClient jdbc) {

    /** In the order of its key, so that two processes that write at the same time never wait for each other in a circle. */
    private static final String ADD =
            "insert into access.knock (sn, transport, address, first_at, last_at, count, reason)"
                    + " select * from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::bigint[], ?::text[])"
                    + " order by 1, 2, 3 on conflict (sn, transport, address) do update set"
                    + " first_at = least(knock.first_at, excluded.first_at), last_at = greatest(knock.last_at, excluded.last_at),"
                    + " count = knock.count + excluded.count,"
                    + " reason = case when excluded.last_at < knock.last_at then knock.reason else excluded.reason end";

    /** Rows that another process writes right now are left to it. */
    private static final String REMOVE_OLDEST = "delete from access.knock where ctid = any (array("
            + "select ctid from access.knock order by last_at desc offset ? for update skip locked))";

    private static final String NEWEST =
            "select sn, transport, address, first_at, last_at, count, reason from access.knock"
                    + " order by last_at desc, sn, transport, address limit ?";

    /** Adds to what is known of these callers; the count of each is of the refusals since. */
    void add(List<Knock> since) {
        jdbc.sql(ADD)
                .param(column(since, Knock::sn))
                .param(column(since, Knock::transport))
                .param(column(since, Knock::address))
                .param(column(since, knock -> knock.firstAt().toString()))
                .param(column(since, knock -> knock.lastAt().toString()))
                .param(column(since, knock -> Long.toString(knock.count())))
                .param(column(since, Knock::reason))
                .update();
    }

    void removeOldest() {
        jdbc.sql(REMOVE_OLDEST).param(Knocks.KEPT_MAX).update();
    }

    List<Knock> newest(int limit) {
        return jdbc.sql(NEWEST).param(limit).query(KnockTable::knock).list();
    }

    private static String[] column(List<Knock> knocks, Function<Knock, String> value) {
        return knocks.stream().map(value).toArray(String[]::new);
    }

    private static Knock knock(ResultSet row, int number) throws SQLException {
        return new Knock(
                row.getString("sn"),
                row.getString("transport"),
                row.getString("address"),
                Timestamps.instant(row, "first_at"),
                Timestamps.instant(row, "last_at"),
                row.getLong("count"),
                row.getString("reason"));
    }
}
