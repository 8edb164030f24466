package io.punchgate.command.lane;

import io.punchgate.runtime.log.OpenAppend;
import io.punchgate.runtime.log.StagedAppend;
import java.util.List;
import org.axonframework.commandhandling.CommandMessage;

/** The knowledge on which a batch is decided: certain, or assumed. Used by one thread at a time. */
public interface BatchBasis {

    /**
     * Makes certain, within the batch's unit of work and transaction, that what is known is so until the transaction ends.
     *
     * @return the transaction's append
     */
    OpenAppend establish(List<? extends CommandMessage<?>> batch);

    /** Tells whether the next batch may be decided on assumptions. */
    boolean mayAssume();

    /** Begins an append after all that was decided so far, stored or not. */
    StagedAppend stage();

    /** Prepares the deciding of a batch on assumptions, within its unit of work; the append collects its events. */
    void assume(StagedAppend append);

    /**
     * Forgets appends, each of which begins where the one before ends, that were not written: nothing that they decided
     * is so, and an assumption was wrong.
     */
    void forget(List<StagedAppend> appends);
}
