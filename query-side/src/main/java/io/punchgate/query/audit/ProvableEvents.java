package io.punchgate.query.audit;

import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.log.tree.EventProofs;
import io.punchgate.runtime.log.tree.EventTree;
import io.punchgate.runtime.log.tree.SignedCheckpoint;
import io.punchgate.runtime.log.tree.TreeEntries;
import io.punchgate.runtime.web.Problem;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The events as the tree has them. */
@Component
public final class ProvableEvents {

    /** The time for which a call waits for the tree: it follows the log within a second, unless it has much to catch up with. */
    private static final Duration WAIT_MAX = Duration.ofSeconds(5);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final EventTree tree;
    private final LogReader log;

    ProvableEvents(EventTree tree, LogReader log) {
        this.tree = tree;
        this.log = log;
    }

    /** A checkpoint that tells of all events there are, or, while the tree catches up, of those that are in it. */
    public SignedCheckpoint checkpoint() {
        return tree.checkpoint(log.head(), WAIT_MAX);
    }

    /**
     * Makes the proofs of the events up to a position, which all lead to the same checkpoint.
     *
     * @throws Problem 503 while the tree has not come so far
     */
    public EventProofs proofsUpTo(long position) {
        SignedCheckpoint checkpoint = tree.checkpoint(position, WAIT_MAX);
        if (checkpoint.size() < position) {
            throw Problem.unavailable(RETRY_AFTER);
        }
        return tree.proofs(checkpoint);
    }

    /** The entries of a window of positions, as far as they are in the tree. */
    TreeEntries entries(long first, long last) {
        return tree.entries(first, last);
    }
}
