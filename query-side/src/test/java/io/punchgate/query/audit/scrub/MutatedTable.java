package io.punchgate.query.audit.scrub;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table that a test changes.
 *
 * @param columns those that may be changed
 * @param key those of its primary key
 * @param place the SQL expression of what a fault in a row is called, as {@code kind where}
 * @param renewed the columns, and their values, by which a copy of a row becomes another one; none: no row is added
 * @param removable whether a row that is gone can be told
 */
record MutatedTable(
        String name,
        List<String> columns,
        Set<String> key,
        String place,
        Map<String, String> renewed,
        boolean removable) {

    private static final String DELIVERY =
            "'read_model ' || punch_id || case when callback in ('', '.') then '' else '.' || callback end";

    /** The tables of the log and its tree; columns of which nothing else tells are left out. */
    static final List<MutatedTable> TREE = List.of(
            new MutatedTable("log.head", List.of("position"), Set.of(), "'event log head'", Map.of(), true),
            new MutatedTable("log.tree", List.of("size", "edge"), Set.of(), "'event tree edge'", Map.of(), true),
            new MutatedTable(
                    "log.tree_tile",
                    List.of("hashes"),
                    Set.of(),
                    "'event tree tile ' || level || '/' || number",
                    Map.of("number", "number + 1000"),
                    true),
            new MutatedTable(
                    "log.tree_checkpoint",
                    List.of("key_number", "note"),
                    Set.of(),
                    "'event tree checkpoint ' || size",
                    Map.of("size", "size + 1000000"),
                    false),
            new MutatedTable(
                    "log.tree_key",
                    List.of("verifier", "secret"),
                    Set.of(),
                    "'event tree key ' || number",
                    Map.of(),
                    false));

    static final MutatedTable EVENTS = new MutatedTable(
            "log.event",
            List.of("position", "stream", "sequence", "type", "recorded_at", "record"),
            Set.of("position"),
            "'event ' || position",
            Map.of("position", "position + 1000000", "sequence", "sequence + 1000000"),
            true);

    static final MutatedTable ACCESSES = new MutatedTable(
            "access.entry",
            List.of("at", "customer_id", "sn", "record", "hash"),
            Set.of(),
            "'access ' || id",
            Map.of("id", "id + 100000"),
            true);

    static final MutatedTable ACCESS_HEAD =
            new MutatedTable("access.head", List.of("id", "hash"), Set.of(), "'access access head'", Map.of(), true);

    /**
     * A table of a read model.
     *
     * @param types of its columns, in their order
     */
    static MutatedTable ofReadModel(String table, Map<String, String> types, List<String> key) {
        List<String> columns = List.copyOf(types.keySet());
        String place = "'read_model " + table + " ' || concat_ws('/', " + String.join(", ", key) + ")";
        String last = key.getLast();
        Map<String, String> renewed = Map.of(
                last,
                switch (types.getOrDefault(last, "")) {
                    case "text" -> last + " || 'x'";
                    case "uuid" -> "gen_random_uuid()";
                    case "timestamptz" -> last + " + interval '1 day'";
                    default -> last + " + 1000000";
                });
        return switch (table) {
            case "punch" ->
                model(
                        table,
                        columns,
                        key,
                        "'read_model ' || id",
                        Map.of("position", "position + 1000000", "id", "gen_random_uuid()"));
            case "punch_correction" -> model(table, columns, key, "'read_model ' || punch_id", renewed);
            case "delivery", "delivery_attempt" ->
                model(
                        table,
                        columns,
                        key,
                        DELIVERY,
                        Map.of("position", "position + 1000000", "punch_id", "gen_random_uuid()"));
            default -> model(table, columns, key, place, renewed);
        };
    }

    private static MutatedTable model(
            String table, List<String> columns, List<String> key, String place, Map<String, String> renewed) {
        return new MutatedTable("query." + table, columns, Set.copyOf(key), place, renewed, true);
    }
}
