package io.punchgate.runtime.log;

import java.util.List;

/** Where what a thread appends goes: into its transaction, or first into a collection that is written later. */
interface Appending {

    /** Takes events, in their order. */
    void append(List<StoredEvent> events);

    /** Sends a statement along with the events. */
    void accompany(PiggybackedStatement piggybacked);

    /** Does something once all that was taken so far is stored, or never, if it will not be. */
    void onceStored(Runnable action);
}
