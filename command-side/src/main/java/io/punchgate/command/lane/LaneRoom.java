package io.punchgate.command.lane;

/** Tells whether the lane takes many commands more, so that many that belong together are refused before the first. */
@FunctionalInterface
public interface LaneRoom {

    /** Whether so many more commands may wait, and room is left for those that come alone. */
    boolean hasRoomFor(int commands);
}
