package io.punchgate.command.lane;

import io.punchgate.runtime.log.Companion;
import java.util.List;
import org.axonframework.commandhandling.CommandMessage;
import org.jspecify.annotations.Nullable;

/** What is to be asked of the database once for a whole batch: it travels with the lock of the log's head. */
@FunctionalInterface
public interface BatchLookUp {

    /** Called on the lane's thread, within the batch's unit of work and transaction; null: there is nothing to ask. */
    @Nullable
    Companion lookUp(List<? extends CommandMessage<?>> batch);
}
