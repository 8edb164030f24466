package io.punchgate.api;

import java.util.List;

/**
 * A reply that holds a part of a list, in the list's order. It also names its end, in the sort key of the list: the query
 * for the next part takes that as its {@code after}.
 *
 * @param <T> the type of a row
 */
public interface Slice<T> {

    /** The rows, at most as many as the query asked for. */
    List<T> data();

    /** Tells whether the list has more rows behind these now. */
    boolean hasMore();
}
