package io.punchgate.query.audit.scrub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Changes a store behind the product's back, as a superuser of the database can: a value of a row, two rows that get each other's, a
 * row that goes, comes, or is as it once was. The same seed makes the same changes. Each is in rows that no other has touched.
 */
final class StoreMutator {

    private static final int KINDS = 7;
    /** From every value of a column that is unique. */
    private static final int FAR = 1_000_000;

    private final JdbcTemplate jdbc;
    private final Random random;
    private final Map<String, Map<String, String>> types = new HashMap<>();
    private final Set<String> touched = new LinkedHashSet<>();
    private final Set<String> changed = new LinkedHashSet<>();

    private record Row(String at, String place) {}

    StoreMutator(JdbcTemplate jdbc, long seed) {
        this.jdbc = jdbc;
        this.random = new Random(seed);
    }

    /** Keeps a copy of a table, in the schema of that name. */
    void keep(String table, String schema) {
        String copy = schema + "." + table.replace('.', '_');
        jdbc.execute("create schema if not exists " + schema + "; create table " + copy + " as select * from " + table);
    }

    /** Puts all tables that were changed back as they were kept in a schema. */
    void restore(String schema) {
        touched.forEach(table -> jdbc.execute("begin; delete from " + table + "; insert into " + table
                + " select * from " + schema + "." + table.replace('.', '_') + "; commit"));
        touched.clear();
        changed.clear();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Makes one change; returns what is to be named then: nothing where no row was left to be changed. */
    Set<String> change(MutatedTable table) {
        String column = table.columns().get(below(table.columns().size()));
        int kind = below(KINDS);
        if (kind == 0 && table.removable()) {
            List<Row> rows = pick(table, 1);
            rows.forEach(row -> jdbc.update("delete from " + table.name() + " where " + row.at()));
            return places(rows);
        }
        if (kind == 1 && !table.renewed().isEmpty()) {
            return add(table);
        }
        if (kind == 2 && !table.key().contains(column) && !isUnique(table, column)) {
            return swap(table, column);
        }
        return kind == 3 && hasEarlier(table) ? makeEarlier(table) : set(table, column, pick(table, 1));
    }

    private static Set<String> places(List<Row> rows) {
        return rows.stream().map(Row::place).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Takes rows that were not changed yet. */
    private List<Row> pick(MutatedTable table, int count) {
        List<Row> left = jdbc.query(
                "select format('ctid = ''%s'' and tableoid = %s', ctid, tableoid), " + table.place() + " from "
                        + table.name() + " order by 2, 1",
                (row, number) -> new Row(row.getString(1), row.getString(2)));
        left.removeIf(row -> changed.contains(row.place()));
        List<Row> picked = new ArrayList<>();
        while (picked.size() < count && !left.isEmpty()) {
            picked.add(left.remove(below(left.size())));
        }
        changed.addAll(places(picked));
        touched.add(table.name());
        return picked;
    }

    private Set<String> set(MutatedTable table, String column, List<Row> rows) {
        Set<String> places = places(rows);
        for (Row row : rows) {
            List<String> after = jdbc.queryForList(
                    "update " + table.name() + " set " + column + " = "
                            + OtherValue.of(
                                    random,
                                    column,
                                    types(table.name()).getOrDefault(column, ""),
                                    isUnique(table, column) ? FAR : 0)
                            + " where "
                            + row.at() + " returning " + table.place(),
                    String.class);
            if (table.key().contains(column)) {
                places.addAll(after);
            }
        }
        changed.addAll(places);
        return places;
    }

    private Set<String> swap(MutatedTable table, String column) {
        List<Row> two = pick(table, 2);
        if (two.size() < 2) {
            return set(table, column, two);
        }
        String value = "(select " + column + " from " + table.name() + " where ";
        boolean same = Boolean.TRUE.equals(jdbc.queryForObject(
                "select " + value + two.get(0).at() + ") is not distinct from " + value
                        + two.get(1).at() + ")",
                Boolean.class));
        if (same) {
            return set(table, column, two);
        }
        jdbc.update("update " + table.name() + " t set " + column + " = case when " + qualified(two.get(0)) + " then "
                + value + two.get(1).at() + ") else " + value + two.get(0).at() + ") end where ("
                + qualified(two.get(0))
                + ") or (" + qualified(two.get(1)) + ")");
        return places(two);
    }

    private static String qualified(Row row) {
        return row.at().replace("ctid", "t.ctid").replace("tableoid", "t.tableoid");
    }

    private Set<String> add(MutatedTable table) {
        List<Row> rows = pick(table, 1);
        Set<String> places = new LinkedHashSet<>();
        for (Row row : rows) {
            String values = types(table.name()).keySet().stream()
                    .map(column -> table.renewed().getOrDefault(column, column))
                    .collect(Collectors.joining(", "));
            places.addAll(jdbc.queryForList(
                    "insert into " + table.name() + " select " + values + " from " + table.name() + " where " + row.at()
                            + " returning " + table.place(),
                    String.class));
        }
        changed.addAll(places);
        return places;
    }

    private boolean hasEarlier(MutatedTable table) {
        return table.name().startsWith("query.");
    }

    /** A row becomes as it was when half of the history was there. */
    private Set<String> makeEarlier(MutatedTable table) {
        String same =
                table.key().stream().map(key -> "e." + key + " = t." + key).collect(Collectors.joining(" and "));
        String earlier = "earlier." + table.name().replace('.', '_');
        List<Row> rows = jdbc.query(
                "select format('ctid = ''%s'' and tableoid = %s', t.ctid, t.tableoid), " + table.place()
                        + " from " + table.name() + " t where exists (select from " + earlier + " e where " + same
                        + " and e.* is distinct from t.*) order by 2, 1",
                (row, number) -> new Row(row.getString(1), row.getString(2)));
        rows.removeIf(row -> changed.contains(row.place()));
        if (rows.isEmpty()) {
            return Set.of();
        }
        Row row = rows.get(below(rows.size()));
        touched.add(table.name());
        changed.add(row.place());
        jdbc.execute("create temporary table back as select e.* from " + earlier + " e join " + table.name() + " t on "
                + same
                + " where " + qualified(row) + "; delete from " + table.name() + " where " + row.at() + "; insert into "
                + table.name() + " select * from back; drop table back");
        return Set.of(row.place());
    }

    private boolean isUnique(MutatedTable table, String column) {
        return Boolean.TRUE.equals(jdbc.queryForObject("""
                select exists (
                    select from pg_index join pg_attribute on attrelid = indrelid and attnum = any (indkey)
                    where indisunique and attname = ? and indrelid in (
                        select cast(? as regclass) union select inhrelid from pg_inherits where inhparent = cast(? as regclass)))
                """, Boolean.class, column, table.name(), table.name()));
    }

    /** The columns of a table in their order, and their types. */
    Map<String, String> types(String table) {
        return types.computeIfAbsent(table, name -> {
            Map<String, String> read = new LinkedHashMap<>();
            jdbc.query(
                    "select attname, typname from pg_attribute join pg_type on pg_type.oid = atttypid"
                            + " where attrelid = cast(? as regclass) and attnum > 0 and not attisdropped order by attnum",
                    row -> {
                        read.put(row.getString(1), row.getString(2));
                    },
                    name);
            return read;
        });
    }
}
