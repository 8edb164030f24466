package io.punchgate.command.lane;

import java.util.List;
import org.axonframework.commandhandling.CommandMessage;

/** Something to do once for a whole batch, in its transaction, before the first of its commands is handled. */
@FunctionalInterface
public interface BatchPreparation {

    /**
     * Called on the lane's thread, within the batch's unit of work and transaction.
     *
     * @param again whether the transaction of a first attempt at these commands failed, so that nothing may be assumed
     */
    void prepare(List<? extends CommandMessage<?>> batch, boolean again);
}
