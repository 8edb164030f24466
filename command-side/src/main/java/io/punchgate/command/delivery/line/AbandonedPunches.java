package io.punchgate.command.delivery.line;

import io.punchgate.api.customer.CallbackWants;
import io.punchgate.command.delivery.store.LineRow;
import io.punchgate.command.delivery.store.PunchReader;
import io.punchgate.command.delivery.store.QueuedPunch;
import io.punchgate.command.delivery.store.UnsentPunch;
import io.punchgate.command.delivery.store.UnsentStore;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Keeps what still waited for a callback that is no more, as never pushed. It writes at once and in pages, since that may be
 * millions; handling the same event again writes the same.
 */
@Component
class AbandonedPunches {

    private static final int PAGE = 1_000;

    private final PunchReader reader;
    private final UnsentStore store;

    AbandonedPunches(PunchReader reader, UnsentStore store) {
        this.reader = reader;
        this.store = store;
    }

    /** Keeps the punches that wait in the line. */
    void keep(DeviceLine line, CallbackWants wants) {
        LineRow row = line.row();
        LineFilters filters = new LineFilters(row.earlier(), wants);
        long after = row.done();
        while (after < row.handed()) {
            List<QueuedPunch> page = reader.page(row.key(), after + 1, row.handed(), PAGE);
            store.save(page.stream()
                    .filter(filters::wanted)
                    .map(punch -> new UnsentPunch(row.key().callback(), punch.ref(), UnsentPunch.Status.NEVER))
                    .toList());
            after = page.size() < PAGE ? row.handed() : page.getLast().sequence();
        }
    }
}
