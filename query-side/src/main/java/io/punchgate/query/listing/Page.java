package io.punchgate.query.listing;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.punchgate.api.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, as clients read it.
 *
 * @param nextCursor where the next page begins; asked for again later, it goes on with what came since. Null at the end of
 *     a list that says so instead
 * @param hasMore whether the next page holds something now
 */
public record Page<T>(
        List<T> data,
        @JsonProperty("next_cursor") @Nullable String nextCursor,
        @JsonProperty("has_more") boolean hasMore) {

    public Page {
        data = List.copyOf(data);
    }

    /** The page that shows a reply. */
    public static <T> Page<T> of(Slice<T> reply, @Nullable String nextCursor) {
        return new Page<>(reply.data(), nextCursor, reply.hasMore());
    }
}
