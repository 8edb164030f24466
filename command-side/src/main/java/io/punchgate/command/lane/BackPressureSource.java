package io.punchgate.command.lane;

/**
 * Something that this process has to do about what it stores: read models, the push. Under overload the lane waits for it,
 * so that what is taken in is also dealt with, and nothing is left to be done when the overload is over.
 */
@FunctionalInterface
public interface BackPressureSource {

    /**
     * Whether so much is to be done that no more should be stored now. It must be only for want of processors: who waits
     * for somebody outside, such as a slow customer, is not late.
     */
    boolean isLate();
}
