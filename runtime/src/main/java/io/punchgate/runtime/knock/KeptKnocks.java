package io.punchgate.runtime.knock;

import io.punchgate.api.knock.Knock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The newest knocks of all processes. What a process noted is written at intervals, in one statement however much it was. */
public final class KeptKnocks implements AutoCloseable {

    private final KnockTable table;
    private final Knocks noted;

    public KeptKnocks(JdbcClient jdbc, Knocks noted) {
        this.table = new KnockTable(jdbc);
        this.noted = noted;
    }

    /** Writes what was noted since the last time. What cannot be written is written the next time. */
    public void save() {
        List<Knock> unsaved = noted.takeUnsaved();
        if (unsaved.isEmpty()) {
            return;
        }
        try {
            table.add(unsaved);
        } catch (RuntimeException e) {
            noted.giveBack(unsaved);
            throw e;
        }
        // Not with the others: what is added and given back is counted twice.
        table.removeOldest();
    }

    /** The knocks of all processes, newest first; those of this one up to now. */
    public List<Knock> newest(int limit) {
        save();
        return table.newest(limit);
    }

    /** Writes what is not written yet, when the process stops. */
    @Override
    public void close() {
        save();
    }
}
