package io.punchgate.query.listing;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.punchgate.api.Slice;
import io.punchgate.api.attendance.PairingVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list that rules of attendance may decide, as clients read it: a {@link Page} that tells which rules.
 *
 * @param rules the label of the {@link PairingVersion}
 */
public record RuledPage<T>(
        List<T> data,
        @JsonProperty("next_cursor") @Nullable String nextCursor,
        @JsonProperty("has_more") boolean hasMore,
        String rules) {

    public RuledPage {
        data = List.copyOf(data);
    }

    /** The page that shows a reply by the rules of now. */
    public static <T> RuledPage<T> of(Slice<T> reply, @Nullable String nextCursor) {
        return new RuledPage<>(reply.data(), nextCursor, reply.hasMore(), PairingVersion.CURRENT.label());
    }
}
