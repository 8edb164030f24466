package io.punchgate.query.audit.replay;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Describes tables of the same names in several schemas, with their partitions, as the database knows them. */
final class TableCatalog {

    private static final String TABLES = """
            select c.relname as name, p.relname as parent, pg_get_expr(c.relpartbound, c.oid) as bound,
                case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as key,
                array_to_string(c.reloptions, ', ') as settings, c.relpersistence = 'u' as unlogged
            from pg_class c left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
            where c.relnamespace = to_regnamespace(?) and c.relkind in ('r', 'p') and coalesce(p.relname, c.relname) = any (?)
            order by p.relname nulls first, c.relname
            """;

    /** Those of partitions first: an index of the whole table takes them over. */
    private static final String INDEXES = """
            select t.relname as table_name, i.relname as name, x.indisunique as is_unique,
                pg_get_constraintdef(k.oid) as key, substring(pg_get_indexdef(i.oid) from ' USING .*') as rest
            from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
            left join pg_constraint k on k.conindid = i.oid and k.conrelid = t.oid and k.contype in ('p', 'u', 'x')
            left join pg_inherits h on h.inhrelid = t.oid left join pg_class p on p.oid = h.inhparent
            where t.relnamespace = to_regnamespace(?) and coalesce(p.relname, t.relname) = any (?) and x.indisvalid
            order by t.relkind = 'p', i.relname
            """;

    private static final String COLUMNS = """
            select format('%s column %s %s %s%s', c.relname, row_number() over (partition by c.oid order by a.attnum), a.attname,
                format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end)
            from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.relnamespace = to_regnamespace(?) and c.relname = any (?) and a.attnum > 0 and not a.attisdropped
            """;

    private static final String CHECKS = """
            select format('%s check %s', c.relname, pg_get_constraintdef(k.oid))
            from pg_constraint k join pg_class c on c.oid = k.conrelid
            left join pg_inherits h on h.inhrelid = c.oid left join pg_class p on p.oid = h.inhparent
            where c.relnamespace = to_regnamespace(?) and coalesce(p.relname, c.relname) = any (?) and k.contype in ('c', 'f')
            """;

    private static final String GRANTS = """
            select c.relname as table_name, a.privilege_type as privilege,
                case when a.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end as grantee
            from pg_class c cross join lateral aclexplode(c.relacl) a
            left join pg_inherits h on h.inhrelid = c.oid left join pg_class p on p.oid = h.inhparent
            where c.relnamespace = to_regnamespace(?) and coalesce(p.relname, c.relname) = any (?) and c.relkind in ('r', 'p')
                and a.grantee <> c.relowner
            """;

    private final JdbcClient jdbc;
    private final String[] names;

    /**
     * The description of some tables.
     *
     * @param names without their schema
     */
    TableCatalog(JdbcClient jdbc, List<String> names) {
        this.jdbc = jdbc;
        this.names = names.toArray(String[]::new);
    }

    /**
     * A table or a partition of one.
     *
     * @param parent the table of which it is a partition, with those bounds; null: it is none
     * @param key the kind and the key of its own partitions; null: it has none
     * @param settings its storage parameters; null: none
     */
    record Table(
            String name,
            @Nullable String parent,
            @Nullable String bound,
            @Nullable String key,
            @Nullable String settings,
            boolean unlogged) {}

    /**
     * An index.
     *
     * @param key the constraint that it is made by; null: none
     * @param rest its definition from its method on
     */
    record Index(
            String table,
            String name,
            boolean unique,
            @Nullable String key,
            String rest) {}

    /** The right of others to a table. */
    record Grant(String table, String privilege, String grantee) {}

    /** The tables in that schema, a whole one before its partitions. */
    List<Table> tables(String schema) {
        return jdbc.sql(TABLES)
                .params(schema, names)
                .query((row, number) -> new Table(
                        row.getString("name"),
                        row.getString("parent"),
                        row.getString("bound"),
                        row.getString("key"),
                        row.getString("settings"),
                        row.getBoolean("unlogged")))
                .list();
    }

    /** The indexes, those of partitions first. */
    List<Index> indexes(String schema) {
        return jdbc.sql(INDEXES)
                .params(schema, names)
                .query((row, number) -> new Index(
                        row.getString("table_name"),
                        row.getString("name"),
                        row.getBoolean("is_unique"),
                        row.getString("key"),
                        row.getString("rest")))
                .list();
    }

    /** The columns of the whole tables, in their order. */
    Set<String> columns(String schema) {
        return new TreeSet<>(lines(COLUMNS, schema));
    }

    /** All that is to be the same of two schemas, but for the rows. */
    Set<String> description(String schema) {
        Set<String> description = columns(schema);
        tables(schema).forEach(table -> description.add(table.toString()));
        indexes(schema).forEach(index -> description.add(index.toString()));
        description.addAll(lines(CHECKS, schema));
        description.addAll(grants(schema).stream().map(Grant::toString).toList());
        return description;
    }

    private List<String> lines(String sql, String schema) {
        return jdbc.sql(sql).params(schema, names).query(String.class).list();
    }

    /** The rights of others than the owner. */
    List<Grant> grants(String schema) {
        return jdbc.sql(GRANTS)
                .params(schema, names)
                .query((row, number) ->
                        new Grant(row.getString("table_name"), row.getString("privilege"), row.getString("grantee")))
                .list();
    }
}
