package io.punchgate.query.listing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What rows must satisfy: SQL conditions joined by {@code and}, and their parameters. */
public final class Conditions {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    /** Adds a condition with a {@code ?} for each value. */
    public Conditions and(String condition, Object... values) {
        conditions.add(condition);
        parameters.addAll(List.of(values));
        return this;
    }

    /** Adds a condition with one {@code ?}, unless there is no value. */
    public Conditions andIfGiven(String condition, @Nullable Object value) {
        return value == null ? this : and(condition, value);
    }

    /**
     * The statement that selects such rows.
     *
     * @param select what comes before {@code where}, without parameters
     * @param rest what comes after the conditions
     */
    public JdbcClient.StatementSpec select(JdbcClient jdbc, String select, String rest, Object... values) {
        String sql = select + " where " + String.join(" and ", conditions) + " " + rest;
        return jdbc.sql(sql).params(parameters).params(List.of(values));
    }
}
