package io.punchgate.query.listing;

import java.util.List;
import java.util.function.Function;

/**
 * The rows of a page. The store is asked for one more than the page holds: that one tells whether there is more.
 *
 * @param rows the rows of the page
 * @param hasMore whether the store has more rows behind them
 */
public record Portion<T>(List<T> rows, boolean hasMore) {

    public Portion {
        rows = List.copyOf(rows);
    }

    /** The first {@code limit} of the rows found. */
    public static <T> Portion<T> of(List<T> found, int limit) {
        boolean more = found.size() > limit;
        return new Portion<>(more ? found.subList(0, limit) : found, more);
    }

    /** The same rows in another form. */
    public <U> List<U> map(Function<T, U> form) {
        return rows.stream().map(form).toList();
    }

    /** The sort key of the last row, or {@code none} where there are no rows. */
    public <K> K end(Function<T, K> key, K none) {
        return rows.isEmpty() ? none : key.apply(rows.getLast());
    }
}
