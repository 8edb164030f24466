package io.punchgate.command.delivery.line;

import io.punchgate.command.delivery.store.PushStore;
import org.springframework.stereotype.Component;

/** Fills the memory of the push from its tables, which belong to the position that has just been claimed. */
@Component
class PushMemory {

    private final PushStore store;
    private final ActiveLines active;
    private final PushJournal journal;

    PushMemory(PushStore store, ActiveLines active, PushJournal journal) {
        this.store = store;
        this.active = active;
        this.journal = journal;
    }

    void load() {
        journal.clear();
        active.clear();
        store.eachCallback(active::restore);
        store.eachDevice(active::know);
        store.eachBacklog(active::restore);
    }
}
