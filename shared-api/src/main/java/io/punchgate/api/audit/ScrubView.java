package io.punchgate.api.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scrubber, which reads all that is stored again and again, and what it found.
 *
 * @param passes the number of passes that it has ended
 * @param position the last one that the pass under way has read, or the last pass
 * @param of the position at which that pass ends
 * @param lastPassSeconds the time that the last pass took; null: there was none yet
 * @param lastPassAt the end of the last pass; null: there was none yet
 * @param faults newest first
 */
public record ScrubView(
        long passes,
        long position,
        long of,
        @Nullable Double lastPassSeconds,
        @Nullable Instant lastPassAt,
        List<Fault> faults) {

    public ScrubView {
        faults = List.copyOf(faults);
    }

    /** The part of the store that a fault is in. */
    public enum Kind {
        /** An event, or the tree of hashes over all of them. */
        EVENT,
        /** A row that is not as the events make it. */
        READ_MODEL,
        /** An access that was written down. */
        ACCESS
    }

    /**
     * A change that was made behind our back.
     *
     * @param where the position of an event, the id of a punch, delivery or access, or the table and key of another row
     * @param foundAt when it was first seen
     * @param mendedAt when it was first seen to be gone; null: it is there
     */
    public record Fault(
            Kind kind,
            String where,
            Instant foundAt,
            @Nullable Instant mendedAt) {}
}
