package io.punchgate.command.lane;

/**
 * Work that follows from stored events in this process: read models, the push. Under overload the lane waits for it, so
 * that work does not pile up behind the reports that were taken in.
 */
@FunctionalInterface
public interface BackPressureSource {

    /**
     * Tells whether so much work waits that no more should be stored now. The cause must be a want of processors: work that
     * waits for another party, such as a slow customer, is not late.
     */
    boolean isLate();
}
