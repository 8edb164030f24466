package io.punchgate.query.listing;

import io.punchgate.runtime.web.Problem;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A page of a list.
 *
 * @param nextCursor with what to ask for the page after; null where there is none
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Listing<T>(List<T> data, @Nullable String nextCursor, boolean hasMore) {

    public static final int LIMIT_DEFAULT = 100;
    static final int LIMIT_MAX = 1_000;

    /** What to ask the store for: one more than shown tells whether there is more. */
    public static Limit oneMoreThan(int limit) {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw Problem.invalidField("limit", "limit is 1 to " + LIMIT_MAX + ".");
        }
        return Limit.of(limit + 1);
    }

    /** A page of the found, of which there may be one more than {@code limit}. */
    public static <E, T> Listing<T> of(
            List<E> found, int limit, Function<List<E>, List<T>> shown, Function<E, String> cursorOf) {
        boolean hasMore = found.size() > limit;
        List<E> page = hasMore ? found.subList(0, limit) : found;
        return new Listing<>(shown.apply(page), hasMore ? cursorOf.apply(page.getLast()) : null, hasMore);
    }
}
