package io.punchgate.command.lane;

import io.punchgate.runtime.log.OpenAppend;
import io.punchgate.runtime.log.StagedAppend;
import java.util.List;
import org.axonframework.commandhandling.CommandMessage;

/** What the decisions of a batch rest on: what is known for certain, or what is assumed. Used by one thread at a time. */
public interface BatchBasis {

    /**
     * Makes certain, within the batch's unit of work and transaction, that what is known is so until the transaction ends.
     *
     * @return the transaction's append
     */
    OpenAppend establish(List<? extends CommandMessage<?>> batch);

    /** Whether the next batch may be decided on assumptions. */
    boolean mayAssume();

    /** Begins an append after all that was decided so far, stored or not. */
    StagedAppend stage();

    /** Called within the unit of work of a batch that is decided on assumptions, and collects its events there. */
    void assume(StagedAppend append);

    /** These, one after the other, were not written: nothing that they decided is so, and something was assumed wrongly. */
    void forget(List<StagedAppend> appends);
}
