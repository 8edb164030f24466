package io.punchgate.command.delivery.line;

import io.punchgate.command.delivery.store.CallbackStore;
import io.punchgate.command.delivery.store.LineStore;
import org.springframework.stereotype.Component;

/** Loads the push into memory from its tables, which belong to the position that was just claimed. */
@Component
class PushLoader {

    private final CallbackStore callbacks;
    private final LineStore lines;
    private final ActiveLines active;
    private final RedeliveryLines redeliveries;
    private final PushTableWriter tables;

    PushLoader(
            CallbackStore callbacks,
            LineStore lines,
            ActiveLines active,
            RedeliveryLines redeliveries,
            PushTableWriter tables) {
        this.callbacks = callbacks;
        this.lines = lines;
        this.active = active;
        this.redeliveries = redeliveries;
        this.tables = tables;
    }

    void load() {
        tables.clear();
        active.clear();
        callbacks.each(active::restore);
        lines.eachBacklog(active::restore);
        redeliveries.load();
    }
}
