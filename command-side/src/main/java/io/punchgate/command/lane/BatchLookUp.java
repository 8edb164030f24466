package io.punchgate.command.lane;

import io.punchgate.runtime.log.OpenAppend;
import io.punchgate.runtime.log.PiggybackedStatement;
import java.util.List;
import org.axonframework.commandhandling.CommandMessage;
import org.jspecify.annotations.Nullable;

/**
 * The facts that a whole batch needs from the database: asked for once, along with the lock of the log's head, or else
 * assumed. Called within the batch's unit of work, by one thread at a time.
 */
public interface BatchLookUp {

    /** The question for this batch, asked in its transaction; null: there is nothing to ask. */
    @Nullable
    PiggybackedStatement lookUp(List<? extends CommandMessage<?>> batch);

    /** The batch is decided on the answer, and stored by that append. */
    void answered(OpenAppend append);

    /** The batch is decided without asking, and stored by that append, which must fail where an assumption is wrong. */
    void assume(OpenAppend append);

    /** Tells whether the last answer was one that would not have been assumed. */
    boolean wasSurprised();

    /** Forgets the latest decisions, of which some were not stored. Called outside a unit of work. */
    void forget();
}
