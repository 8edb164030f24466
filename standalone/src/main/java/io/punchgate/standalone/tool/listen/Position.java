package io.punchgate.standalone.tool.listen;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The place in the stream to go on at.
 *
 * @param lastEventId of the last punch that was acknowledged; null: none so far
 * @param since the record time to begin at while there is no id; null: now
 */
record Position(@Nullable String lastEventId, @Nullable Instant since) {

    /** Begins at that record time; null: now. */
    static Position since(@Nullable Instant since) {
        return new Position(null, since);
    }

    /** Tells whether it leads to another place tomorrow. */
    boolean isNow() {
        return lastEventId == null && since == null;
    }

    /** The place behind that event. */
    Position after(ServerSentEvent event) {
        return event.id().isEmpty() ? this : new Position(event.id(), since);
    }
}
