package io.punchgate.query.audit.replay;

import static java.util.stream.Collectors.joining;

import io.punchgate.query.projection.BatchedProjection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares the tables that are served with those that were rebuilt, by their primary keys. */
final class TableComparison {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final String schema;
    private final ReplayScope scope;

    /**
     * A comparison with the tables of {@code schema}.
     *
     * @param schema a trusted name: it becomes part of statements
     */
    TableComparison(JdbcClient jdbc, String schema, ReplayScope scope) {
        this.jdbc = jdbc;
        this.schema = schema;
        this.scope = scope;
    }

    /**
     * The rows of a table that differ; none if the scope does not determine them.
     *
     * @param upToPosition rows of later events are left out where the scope ends at an instant
     */
    List<Difference> differences(String table, long upToPosition, int max) {
        Set<String> columns = columns(table);
        if (max <= 0 || !scope.determines(table, columns)) {
            return List.of();
        }
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (ReplayScope.Condition condition : scope.conditions(table, columns, schema)) {
            conditions.add(condition.sql());
            values.add(condition.value());
        }
        if (scope.until() != null) {
            conditions.add("position <= ?");
            values.add(upToPosition);
        }
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return jdbc.sql(statement(table, columns, where))
                .params(values)
                .params(values)
                .param(max)
                .query((row, number) -> new Difference(
                        table, JSON.readTree(row.getString(1)), json(row.getString(2)), json(row.getString(3))))
                .list();
    }

    private String statement(String table, Set<String> columns, String where) {
        List<String> key = primaryKey(table);
        String keyJson = key.stream()
                .map(column -> "'%s', coalesce(live.%1$s, rebuilt.%1$s)".formatted(column))
                .collect(joining(", ", "jsonb_build_object(", ")"));
        String first = key.getFirst();
        return "select " + keyJson + ", " + rowJson("live", first) + ", " + rowJson("rebuilt", first)
                + " from (select * from " + BatchedProjection.LIVE_SCHEMA + "." + table + where + ") live"
                + " full join (select * from " + schema + "." + table + where + ") rebuilt on "
                + key.stream().map("live.%1$s = rebuilt.%1$s"::formatted).collect(joining(" and "))
                + " where " + row("live", columns) + " is distinct from " + row("rebuilt", columns) + " limit ?";
    }

    private static String rowJson(String side, String keyColumn) {
        return "case when %s.%s is null then null else to_jsonb(%1$s) end".formatted(side, keyColumn);
    }

    private static String row(String side, Set<String> columns) {
        return columns.stream().map(column -> side + "." + column).collect(joining(", ", "row(", ")"));
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : JSON.readTree(text);
    }

    private Set<String> columns(String table) {
        return new LinkedHashSet<>(jdbc.sql("""
                select column_name from information_schema.columns where table_schema = ? and table_name = ?
                order by ordinal_position
                """)
                .params(BatchedProjection.LIVE_SCHEMA, table)
                .query(String.class)
                .list());
    }

    private List<String> primaryKey(String table) {
        return jdbc.sql("""
                select attname from pg_index join pg_attribute on attrelid = indrelid and attnum = any (indkey)
                where indisprimary and indrelid = to_regclass(?)
                """)
                .param(BatchedProjection.LIVE_SCHEMA + "." + table)
                .query(String.class)
                .list();
    }
}
