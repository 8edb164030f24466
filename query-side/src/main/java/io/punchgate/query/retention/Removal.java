package io.punchgate.query.retention;

import java.util.Locale;

/** The kinds of rows that are removed by age, each the same way in the tables that are served and in the copy of a replay. */
enum Removal {
    /** Attempts that do not stand in their delivery's row. */
    ATTEMPTS("deliveries", "delivery_attempt", "delete from $table"),
    /** The attempts, and the excerpts of answers, that stand in deliveries. */
    EXCERPTS("deliveries", "delivery", """
            update $table set first_at = null, first_status_code = null, first_latency_ms = null, first_error = null,
                first_excerpt = null, first_sealed = null"""),
    /** Punches of customers that do not keep them for ever. Their deliveries stay, to be counted. */
    PUNCHES("attendance", "punch", "delete from $table"),
    /** Corrections that are as old: those of punches that are gone. A later one shows nowhere until it goes. */
    CORRECTIONS("attendance", "punch_correction", "delete from $table");

    private final String projection;
    private final String table;
    private final String statement;

    Removal(String projection, String table, String statement) {
        this.projection = projection;
        this.table = table;
        this.statement = statement;
    }

    /** The name of the kind in the table {@code retention}. */
    String kind() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The projection that writes the rows. */
    String projection() {
        return projection;
    }

    String table() {
        return table;
    }

    /** The statement for a schema that removes rows of a customer and a callback, or ('') of all, up to a position. */
    String in(String schema, String customer) {
        return statement.replace("$table", schema + "." + table) + where(schema, customer) + " and position <= ?";
    }

    /** The conditions, of which the customer and the callback are the parameters. */
    String where(String schema, String customer) {
        return switch (this) {
            case EXCERPTS -> " where customer_id = ? and callback = ?";
            case PUNCHES, CORRECTIONS -> " where customer_id = ? and ? = ''";
            case ATTEMPTS ->
                customer.isEmpty()
                        ? " where ? = '' and ? = ''"
                        : " where (select d.customer_id from " + schema + ".delivery d where d.punch_id = " + table
                                + ".punch_id limit 1) = ? and ? = ''";
        };
    }
}
