package io.punchgate.api;

/**
 * A question that changes nothing. Its feature on the query side answers it with a {@code @QueryHandler}.
 *
 * @param <R> the type of the reply
 */
public interface Query<R> {}
