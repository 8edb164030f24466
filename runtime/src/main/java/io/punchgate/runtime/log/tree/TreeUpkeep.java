package io.punchgate.runtime.log.tree;

import io.punchgate.runtime.log.tree.TreeIntegration.Added;
import io.punchgate.runtime.wait.Polling;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work on the tree that every process repeats: whichever comes first does it. */
final class TreeUpkeep {

    private static final Logger LOG = LoggerFactory.getLogger(TreeUpkeep.class);

    /** A tree that has much to catch up with, as after an upgrade, leaves two thirds of the time to others. */
    private static final int REST_PER_WORK = 2;

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private static final Duration THIN_OUT_EVERY = Duration.ofMinutes(10);

    private final TreeIntegration integration;
    private final Checkpoints checkpoints;
    private final TreeTables tables;
    private final Clock clock;
    private volatile long behind;
    private Optional<Long> toldMissing = Optional.empty();
    private Instant thinnedOut = Instant.EPOCH;

    TreeUpkeep(TreeIntegration integration, Checkpoints checkpoints, TreeTables tables, Clock clock) {
        this.integration = integration;
        this.checkpoints = checkpoints;
        this.tables = tables;
        this.clock = clock;
    }

    /** Adds what is not in the tree yet. Rests after a failure, which is told each time: a database may be away for long. */
    void integrate() {
        try {
            addAll();
        } catch (RuntimeException e) {
            // An interrupted run is one that the end of the process broke off.
            if (!Thread.currentThread().isInterrupted()) {
                Polling.rest(AFTER_FAILURE);
                throw e;
            }
        }
    }

    private void addAll() {
        Added added;
        do {
            long begun = System.nanoTime();
            added = integration.integrate();
            tell(added.missing());
            behind = integration.behind();
            if (added.events() == TreeIntegration.SLICE_EVENTS) {
                Polling.rest(Duration.ofNanos(REST_PER_WORK * (System.nanoTime() - begun)));
            }
        } while (added.events() == TreeIntegration.SLICE_EVENTS
                && !Thread.currentThread().isInterrupted());
    }

    /** Once for each position, not at each look. */
    private void tell(Optional<Long> missing) {
        if (!missing.equals(toldMissing)) {
            missing.ifPresent(position -> LOG.error(
                    "the event at position {} is not in the log: the tree of hashes ends before it until it is there again",
                    position));
            toldMissing = missing;
        }
    }

    /** Signs a checkpoint if the tree has grown since the last one. */
    void sign() {
        long size = tables.size();
        if (checkpoints.last().filter(last -> last.size() >= size).isEmpty()) {
            var unused = checkpoints.sign();
        }
        if (thinnedOut.plus(THIN_OUT_EVERY).isBefore(clock.instant())) {
            thinnedOut = clock.instant();
            checkpoints.thinOut();
        }
    }

    /** The number of events that were not in the tree at the last look. */
    long behind() {
        return behind;
    }
}
