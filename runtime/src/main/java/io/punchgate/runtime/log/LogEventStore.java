package io.punchgate.runtime.log;

import java.util.List;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;

/** Axon's embedded event store, with a bell: whoever learns that another process appended rings it. */
public final class LogEventStore extends EmbeddedEventStore {

    LogEventStore(Builder builder) {
        super(builder);
    }

    /** Looks for new events now instead of at the next poll. */
    public void wake() {
        afterCommit(List.of());
    }
}
