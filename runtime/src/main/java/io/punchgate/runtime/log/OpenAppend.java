package io.punchgate.runtime.log;

import java.util.List;

/**
 * An append that more may be added to, until its transaction commits or it is written. It is handed on as an argument to
 * all that want to add something; Axon's event store alone finds it by the thread, see {@link EventLog#append}.
 */
public interface OpenAppend {

    /** The last position before it: known where the head is locked, else assumed. */
    long head();

    /** Adds events, in their order. */
    void append(List<StoredEvent> events);

    /** Sends a statement along with the events. */
    void accompany(PiggybackedStatement statement);

    /** Runs an action once all that was added so far is stored, or never, if it will not be. */
    void onceStored(Runnable action);
}
