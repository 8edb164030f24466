package io.punchgate.query.projection;

import org.springframework.jdbc.core.JdbcOperations;

/** The rows that were removed from the read models by their age, so that a replay does not take them for missing. */
public interface RemovedRows {

    /** The table that tells what was removed, without its schema. */
    String table();

    /**
     * Removes from the copies of the tables in a schema the rows that were removed from those that are served, as its
     * own copy of {@link #table} tells since when.
     *
     * @param jdbc in whose transaction both are seen
     * @param schema a trusted name: it becomes part of statements
     */
    void removeFrom(JdbcOperations jdbc, String schema);
}
