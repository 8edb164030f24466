package io.punchgate.query.audit.scrub;

import static java.util.stream.Collectors.joining;

import io.punchgate.query.projection.BatchedProjection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares tables that are served with copies of them, by their primary keys and all columns that they have now. */
final class TableCheck {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String LIVE = BatchedProjection.LIVE_SCHEMA + ".";
    private static final String COPY = Copies.SCHEMA + ".";

    private final JdbcClient jdbc;
    private final Map<String, Shape> shapes = new HashMap<>();

    private record Shape(List<String> columns, List<String> key) {

        String rowOf(String side) {
            return columns.stream().map(column -> side + "." + column).collect(joining(", ", "row(", ")"));
        }

        String sameKey(String one, String other) {
            return key.stream()
                    .map(column -> one + "." + column + " = " + other + "." + column)
                    .collect(joining(" and "));
        }
    }

    /** A comparison in the session that has the copies. */
    TableCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The rows that differ. */
    List<RowDifference> all(String table, int max) {
        Shape shape = shape(table);
        String first = shape.key().getFirst();
        return jdbc.sql("select " + json("made", first) + ", " + json("served", first) + " from " + COPY + table
                        + " made full join " + LIVE + table + " served on " + shape.sameKey("made", "served")
                        + " where " + shape.rowOf("made") + " is distinct from " + shape.rowOf("served") + " limit ?")
                .param(max)
                .query((row, number) -> difference(table, row))
                .list();
    }

    private static String json(String side, String keyColumn) {
        return "case when " + side + "." + keyColumn + " is null then null else to_jsonb(" + side + ") end";
    }

    /**
     * The rows that differ, of those with a position in a stretch. The copy has no others.
     *
     * @param leading the column that stands before the position in an index; null: none does
     * @param values the values of that column that are served
     */
    List<RowDifference> within(
            String table, @Nullable String leading, List<String> values, long after, long upTo, int max) {
        Shape shape = shape(table);
        List<RowDifference> found = new ArrayList<>(jdbc.sql("select to_jsonb(made), "
                        + json("served", shape.key().getFirst()) + " from " + COPY + table + " made left join " + LIVE
                        + table + " served on " + shape.sameKey("made", "served") + " where " + shape.rowOf("made")
                        + " is distinct from " + shape.rowOf("served") + " limit ?")
                .param(max)
                .query((row, number) -> difference(table, row))
                .list());
        List<Object> parameters = new ArrayList<>(List.of(after, upTo, max));
        if (leading != null) {
            parameters.addFirst(values.toArray(String[]::new));
        }
        found.addAll(jdbc.sql("select null, to_jsonb(served) from " + rows(table, leading)
                        + " where not exists (select from " + COPY + table + " made where "
                        + shape.sameKey("made", "served") + ") limit ?")
                .params(parameters)
                .query((row, number) -> difference(table, row))
                .list());
        return found;
    }

    /** The rows that are served within positions, found by the index however many there are. */
    private static String rows(String table, @Nullable String leading) {
        String from = LIVE + table + " t where ";
        String within = "t.position > ? and t.position <= ?";
        return leading == null
                ? "(select * from " + from + within + ") served"
                : "unnest(cast(? as text[])) l(value) cross join lateral (select * from " + from + "t." + leading
                        + " = l.value and " + within + ") served";
    }

    /** The values of a leading column of an index, found by steps in it. */
    List<String> values(String table, String leading) {
        String next = "(select min(t." + leading + ") from " + LIVE + table + " t where t." + leading + " > p.value)";
        return jdbc.sql("with recursive p(value) as (select min(" + leading + ") from " + LIVE + table
                        + " union all select " + next + " from p where p.value is not null)"
                        + " select value from p where value is not null")
                .query(String.class)
                .list();
    }

    /** Forgets the rows of a copy. */
    void empty(String table) {
        jdbc.sql("truncate " + COPY + table).update();
    }

    private static RowDifference difference(String table, ResultSet row) throws SQLException {
        return new RowDifference(table, parsed(row.getString(1)), parsed(row.getString(2)));
    }

    private static @Nullable JsonNode parsed(@Nullable String text) {
        return text == null ? null : JSON.readTree(text);
    }

    /** The columns of a table's primary key, in its order. */
    List<String> key(String table) {
        return shape(table).key();
    }

    private Shape shape(String table) {
        return shapes.computeIfAbsent(table, this::readShape);
    }

    private Shape readShape(String table) {
        Set<String> columns = new LinkedHashSet<>(
                jdbc.sql("""
                select attname from pg_attribute where attrelid = to_regclass(?) and attnum > 0 and not attisdropped
                order by attnum
                """).param(LIVE + table).query(String.class).list());
        List<String> key = jdbc.sql("""
                select attname from pg_index cross join lateral unnest(indkey) with ordinality as k(attnum, place)
                join pg_attribute a on a.attrelid = indrelid and a.attnum = k.attnum
                where indisprimary and indrelid = to_regclass(?) order by k.place
                """).param(LIVE + table).query(String.class).list();
        return new Shape(List.copyOf(columns), key);
    }
}
