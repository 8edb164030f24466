package io.punchgate.command.delivery.batch;

import io.punchgate.command.delivery.gate.PushJob;
import io.punchgate.command.delivery.store.QueuedPunch;
import java.util.List;

/** A line that waits at its callback's gate and lends its next punches to a batch. Nobody else sends them meanwhile. */
public interface BatchLine extends PushJob {

    /** The punches that it could lend, and at most so many. Does not block. */
    int ready(int max);

    /** Its next punches in the order recorded, at most so many; none, and the line is idle, if there are none. Blocks. */
    List<QueuedPunch> next(int max);

    /** Tells whether this punch is still to be sent by the one that has the line. */
    boolean isNext(QueuedPunch punch);

    /** This punch was acknowledged. Returns whether others follow; if not, the line is idle. */
    boolean acknowledged(QueuedPunch punch);

    /** The attempt for this punch failed: those behind it wait for its saga. False if an event settled it meanwhile. */
    boolean hold(QueuedPunch punch);

    /** The device's service tag, empty where it has none. */
    String serviceTagId();

    /** Waits at the gate anew after a while, because something of this process failed. */
    void repeatLater(RuntimeException cause);
}
