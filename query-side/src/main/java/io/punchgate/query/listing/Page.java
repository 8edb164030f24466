package io.punchgate.query.listing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One page of a list.
 *
 * @param nextCursor where the next page begins; asked for again later, it goes on with what came since
 * @param hasMore whether the next page holds something now
 */
public record Page<T>(
        List<T> data,
        @JsonProperty("next_cursor") String nextCursor,
        @JsonProperty("has_more") boolean hasMore) {

    public Page {
        data = List.copyOf(data);
    }
}
