package io.punchgate.query.audit.scrub;

import io.punchgate.api.audit.ScrubView;
import io.punchgate.api.audit.ScrubbedStore;
import io.punchgate.query.audit.scrub.ScrubTable.State;
import io.punchgate.runtime.sql.Reading;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what the scrubber of whichever process noted. */
@Component
final class Scrubbed implements ScrubbedStore {

    private final ScrubTable table;
    private final FaultTable faults;

    Scrubbed(@Reading JdbcClient jdbc) {
        this.table = ScrubTable.ofReaders(jdbc);
        this.faults = new FaultTable(jdbc);
    }

    @Override
    public ScrubView scrubbed(@Nullable String customerId) {
        State state = table.read();
        return new ScrubView(
                state.passes(),
                state.position(),
                state.of(),
                state.lastPassSeconds(),
                state.lastPassAt(),
                faults.of(customerId));
    }
}
