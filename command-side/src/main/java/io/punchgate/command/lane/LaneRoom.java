package io.punchgate.command.lane;

import java.util.function.Supplier;

/** Tells whether the lane takes many commands more, so that many that belong together are refused before the first. */
@FunctionalInterface
public interface LaneRoom {

    /** Tells whether so many more commands may wait, and room is left for those that come alone. */
    boolean hasRoomFor(int commands);

    /**
     * Refuses commands that would find no room.
     *
     * @throws LaneFull if so many are too many now
     */
    default void requireRoomFor(int commands) {
        if (!hasRoomFor(commands)) {
            throw new LaneFull(LaneFull.RETRY_AFTER);
        }
    }

    /**
     * Sends commands that belong together, if all find room; nobody else does so meanwhile and takes it from them.
     *
     * @param sending sends them, so many at most, and waits for none
     * @throws LaneFull if not all find room: then none is sent
     */
    default <T> T sendTogether(int commands, Supplier<T> sending) {
        synchronized (this) {
            requireRoomFor(commands);
            return sending.get();
        }
    }
}
