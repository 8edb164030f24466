package io.punchgate.command.delivery.line;

import io.punchgate.command.delivery.store.PushStore;
import org.springframework.stereotype.Component;

/** Fills the memory of the push from its tables, which belong to the position that has just been claimed. */
@Component
class PushMemory {

    private final PushStore store;
    private final Switchboard board;
    private final PushJournal journal;

    PushMemory(PushStore store, Switchboard board, PushJournal journal) {
        this.store = store;
        this.board = board;
        this.journal = journal;
    }

    void load() {
        journal.clear();
        board.clear();
        store.eachCallback(board::restore);
        store.eachDevice(board::know);
        store.eachBacklog(board::restore);
    }
}
