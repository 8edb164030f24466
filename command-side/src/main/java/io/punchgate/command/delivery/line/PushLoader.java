package io.punchgate.command.delivery.line;

import io.punchgate.command.delivery.store.PushStore;
import org.springframework.stereotype.Component;

/** Loads the push into memory from its tables, which belong to the position that was just claimed. */
@Component
class PushLoader {

    private final PushStore store;
    private final ActiveLines active;
    private final PushTableWriter tables;

    PushLoader(PushStore store, ActiveLines active, PushTableWriter tables) {
        this.store = store;
        this.active = active;
        this.tables = tables;
    }

    void load() {
        tables.clear();
        active.clear();
        store.eachCallback(active::restore);
        store.eachBacklog(active::restore);
    }
}
