package io.punchgate.query.projection;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Makes a projection: the one that is served, or one that a replay feeds. Each read model has a bean of this type, so that
 * replays know read models without knowing features.
 */
@FunctionalInterface
public interface ProjectionFactory {

    /**
     * A projection into the tables of a schema.
     *
     * @param schema a trusted name: it becomes part of statements
     */
    Projection create(JdbcOperations jdbc, String schema);
}
