package io.punchgate.command.lane;

import io.punchgate.runtime.log.OpenAppend;
import java.util.List;
import org.axonframework.commandhandling.CommandMessage;

/** A step that is done once for a whole batch, before the first of its commands is handled. */
public interface BatchPreparation {

    /**
     * Called within the batch's unit of work, by one thread at a time.
     *
     * @param append stores what the batch decides
     */
    void prepare(List<? extends CommandMessage<?>> batch, OpenAppend append);
}
