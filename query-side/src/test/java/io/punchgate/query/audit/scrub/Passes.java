package io.punchgate.query.audit.scrub;

import static org.awaitility.Awaitility.await;

import io.punchgate.api.audit.ScrubView;
import io.punchgate.api.audit.ScrubView.Fault;
import io.punchgate.api.audit.ScrubbedStore;
import io.punchgate.query.RunningQuerySide;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** Asks the scrubber of a query side for passes, none of which it makes by itself, and tells what it found. No call is written down. */
record Passes(RunningQuerySide side) {

    /** So long a pause that no pass is made unless it is asked for. */
    static final String NONE_UNASKED = "--punchgate.scrub.pause=1h";

    /** Runs a whole pass; returns the places of the faults that are there, as {@code kind where}. */
    Set<String> faults() {
        run();
        return view().faults().stream()
                .filter(each -> each.mendedAt() == null)
                .map(Passes::told)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    void run() {
        long pass = side.bean(ScrubParts.class).state().request();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> view().passes() >= pass);
    }

    ScrubView view() {
        return side.bean(ScrubbedStore.class).scrubbed(null);
    }

    static String told(Fault fault) {
        return FaultTable.label(fault.kind()) + " " + fault.where();
    }

    /** Returns once the read models and the tree tell of all events, and the tree is signed. */
    void awaitCaughtUp() {
        JdbcTemplate jdbc = side.bean(JdbcTemplate.class);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Boolean.TRUE.equals(jdbc.queryForObject("""
                select (select min(position) from query.projection_position) = (select position from log.head)
                    and (select max(size) from log.tree_checkpoint) = (select position from log.head)
                """, Boolean.class)));
    }
}
