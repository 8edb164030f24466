package io.punchgate.query.audit.replay;

import io.punchgate.query.RunningQuerySide;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables that a query side serves. */
record ReadModels(RunningQuerySide side) {

    JdbcClient jdbc() {
        return side.bean(JdbcClient.class);
    }

    void execute(String statement) {
        var unused = jdbc().sql(statement).update();
    }

    /** Returns when they tell of all events. */
    void await() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> jdbc().sql("""
                        select min(position) >= (select max(position) from log.event) from query.projection_position
                        """).query(Boolean.class).single());
    }

    /** The number and a hash of the rows of each. */
    Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>();
        for (String table : side.bean(ReplayParts.class).tables()) {
            String sql = "select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from query." + table
                    + " t";
            rows.put(table, jdbc().sql(sql).query(String.class).single());
        }
        return rows;
    }

    /** All about them but the rows. */
    Set<String> description() {
        return new TableCatalog(jdbc(), side.bean(ReplayParts.class).tables()).description("query");
    }

    /** The positions up to which they tell of events, and of which age removed rows. */
    List<String> positions() {
        return jdbc().sql("""
                        select name || ' ' || position from query.projection_position
                        union all select processor_name || ' ' || convert_from(token, 'UTF8') from query.token_entry
                        union all select cast(retention as text) from query.retention order by 1
                        """).query(String.class).list();
    }

    /** The schemas of replays, with their identities. */
    String schemas() {
        return jdbc().sql("""
                        select coalesce(string_agg(nspname || oid, ' '), '') from pg_namespace where nspname ~ '^repla'
                        """).query(String.class).single();
    }

    /** The rows of a table that a test changed by hand. */
    long forged() {
        return jdbc().sql("select count(*) from query.punch where sn = 'forged'")
                .query(Long.class)
                .single();
    }
}
