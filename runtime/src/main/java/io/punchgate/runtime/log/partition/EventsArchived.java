package io.punchgate.runtime.log.partition;

/** Events are asked for that an operator has detached from the log. */
public final class EventsArchived extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long firstPosition;

    EventsArchived(String asked, long firstPosition) {
        super(asked + " is archived: the log begins at position " + firstPosition);
        this.firstPosition = firstPosition;
    }

    /** The first position that the log still has. */
    public long firstPosition() {
        return firstPosition;
    }
}
