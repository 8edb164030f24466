package io.punchgate.standalone.console;

import io.punchgate.standalone.stage.Gate;
import java.util.ArrayList;
import java.util.List;

/** The effects of reports and pushes beside the read models: requests to customers, events, secrets, sagas, and their metrics. */
final class Effects {

    /** The tables of the command side and the log, but for those that processes write to while nothing happens. */
    private static final String EFFECTS = """
            select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and not c.relispartition
                and (n.nspname = 'command' and c.relname <> 'token_entry'
                    or n.nspname = 'log' and c.relname in ('event', 'secret', 'snapshot', 'dead_letter'))
            order by 1
            """;

    private Effects() {}

    /** The effects so far: equal if nothing had any in between. */
    static List<String> of(ConsoleStage stage) {
        Gate gate = stage.gate;
        List<String> effects = new ArrayList<>(List.of(stage.pushes() + " pushes"));
        for (String table : gate.jdbc().sql(EFFECTS).query(String.class).list()) {
            String sql =
                    "select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from " + table + " t";
            effects.add(table + " " + gate.jdbc().sql(sql).query(String.class).single());
        }
        gate.text("GET", "/actuator/prometheus", "", "Authorization", "Bearer " + Gate.ADMIN_TOKEN)
                .lines()
                .filter(line -> line.startsWith("punchgate_deliveries") || line.startsWith("punchgate_callbacks"))
                .forEach(effects::add);
        return effects;
    }
}
