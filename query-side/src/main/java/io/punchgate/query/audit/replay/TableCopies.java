package io.punchgate.query.audit.replay;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.toSet;

import io.punchgate.query.audit.replay.TableCatalog.Grant;
import io.punchgate.query.audit.replay.TableCatalog.Index;
import io.punchgate.query.audit.replay.TableCatalog.Table;
import io.punchgate.query.projection.BatchedProjection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes copies of tables that are served in another schema: with their names, partitions, settings, indexes and readers. */
final class TableCopies {

    private static final String LIVE = BatchedProjection.LIVE_SCHEMA;

    private final JdbcClient jdbc;
    private final TableCatalog catalog;

    /**
     * Copies of some tables.
     *
     * @param names without their schema
     */
    TableCopies(JdbcClient jdbc, List<String> names) {
        this.jdbc = jdbc;
        this.catalog = new TableCatalog(jdbc, names);
    }

    TableCatalog catalog() {
        return catalog;
    }

    /** Makes the tables and partitions that another schema lacks: empty, not in the database's own log, with what makes rows unique. */
    void copyTables(String schema) {
        Set<String> there = catalog.tables(schema).stream().map(Table::name).collect(toSet());
        List<Table> missing = catalog.tables(LIVE).stream()
                .filter(table -> !there.contains(table.name()))
                .toList();
        for (Table table : missing) {
            String copy = "%s.%s (like %s.%2$s including all excluding indexes)".formatted(schema, table.name(), LIVE);
            execute(
                    table.key() == null
                            ? "create unlogged table " + copy
                                    + (table.settings() == null ? "" : " with (" + table.settings() + ")")
                            : "create table " + copy + " partition by " + table.key());
        }
        for (Table table : missing) {
            if (table.parent() != null) {
                execute("alter table %s.%s attach partition %1$s.%s %s"
                        .formatted(schema, table.parent(), table.name(), table.bound()));
            }
        }
        missingIndexes(schema).filter(Index::unique).forEach(index -> make(index, schema));
    }

    /**
     * Makes copies such as are to stay: in the database's own log, with all other indexes, and to be read by whoever may read the
     * tables that are served.
     */
    void makeLasting(String schema) {
        catalog.tables(schema).stream()
                .filter(Table::unlogged)
                .forEach(table -> execute("alter table %s.%s set logged".formatted(schema, table.name())));
        missingIndexes(schema).forEach(index -> make(index, schema));
        List<Grant> there = catalog.grants(schema);
        catalog.grants(LIVE).stream()
                .filter(not(there::contains))
                .forEach(grant -> execute("grant %s on %s.%s to %s"
                        .formatted(grant.privilege(), schema, grant.table(), grant.grantee())));
    }

    private Stream<Index> missingIndexes(String schema) {
        Set<String> there = catalog.indexes(schema).stream().map(Index::name).collect(toSet());
        return catalog.indexes(LIVE).stream().filter(not(index -> there.contains(index.name())));
    }

    private void make(Index index, String schema) {
        execute(
                index.key() == null
                        ? "create %sindex %s on %s.%s%s"
                                .formatted(
                                        index.unique() ? "unique " : "",
                                        index.name(),
                                        schema,
                                        index.table(),
                                        index.rest())
                        : "alter table %s.%s add constraint %s %s"
                                .formatted(schema, index.table(), index.name(), index.key()));
    }

    private void execute(String statement) {
        var unused = jdbc.sql(statement).update();
    }
}
