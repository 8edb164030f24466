package io.punchgate.query.listing;

import io.punchgate.runtime.sql.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** SQL conditions that rows satisfy, joined by {@code and}, with their parameters. */
public final class Conditions {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    /** Adds a condition with a {@code ?} for each value. */
    public Conditions and(String condition, Object... values) {
        conditions.add(condition);
        Stream.of(values).map(Conditions::parameter).forEach(parameters::add);
        return this;
    }

    /** Adds a condition with one {@code ?}, unless there is no value. */
    public Conditions andIfGiven(String condition, @Nullable Object value) {
        return value == null ? this : and(condition, value);
    }

    /**
     * The statement that selects such rows.
     *
     * @param select the text before {@code where}, without parameters
     * @param rest the text after the conditions
     */
    public Statement select(String select, String rest, Object... values) {
        List<Object> all = new ArrayList<>(parameters);
        all.addAll(List.of(values));
        return new Statement(select + " where " + String.join(" and ", conditions) + " " + rest, all);
    }

    /** The conditions as an expression, true of such rows. */
    public Statement expression() {
        return new Statement(String.join(" and ", conditions), parameters);
    }

    /** The same conditions, to which others may be added. */
    public Conditions copy() {
        Conditions copy = new Conditions();
        copy.conditions.addAll(conditions);
        copy.parameters.addAll(parameters);
        return copy;
    }

    private static Object parameter(Object value) {
        return value instanceof Instant instant ? Timestamps.utc(instant) : value;
    }
}
