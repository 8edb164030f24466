package io.punchgate.command.delivery.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The durable state of a line.
 *
 * @param handed the sequence of the last punch that is to be pushed
 * @param done the sequence up to which all are settled
 * @param seen the sequence of the last punch that came while others waited, wanted or not
 * @param heldBy the id of the punch that a saga retries while the others wait; null: none
 * @param earlier the filters by which the punches that wait were chosen before the one of now, in order
 */
public record LineRow(
        LineKey key,
        long handed,
        long done,
        long seen,
        @Nullable String heldBy,
        List<EarlierFilter> earlier) {

    public LineRow {
        earlier = List.copyOf(earlier);
    }

    /** A line with everything up to that sequence behind it. */
    public static LineRow startingAfter(LineKey key, long sequence) {
        return new LineRow(key, sequence, sequence, sequence, null, List.of());
    }
}
