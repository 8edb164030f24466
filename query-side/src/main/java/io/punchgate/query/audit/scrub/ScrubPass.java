package io.punchgate.query.audit.scrub;

import io.punchgate.api.audit.ScrubView.Kind;
import io.punchgate.runtime.access.history.AccessCheck;
import io.punchgate.runtime.access.history.AccessFault;
import io.punchgate.runtime.log.check.CheckedWindow;
import io.punchgate.runtime.log.check.LogCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One pass over all that is stored. It names faults of events as it comes to them, and all others at its end. One that is broken off
 * has no effect but that.
 */
final class ScrubPass {

    /** Stretches in which copies catch up before the rest is taken at once, however fast events come in. */
    private static final int ROUNDS_MAX = 10_000;
    /** Accesses that take as long as an event, of which read models are made besides. */
    private static final int ENTRIES_PER_EVENT = 10;

    private final ScrubParts parts;
    private final Copies copies;
    private final Pace pace;
    private final boolean atFullSpeed;
    private final Doubts doubts;
    private final LogCheck log;
    private final AccessCheck accesses;
    private final ReadModelCheck models;
    private final List<FoundFault> found = new ArrayList<>();
    private final long begunNanos = System.nanoTime();

    /** The way in which a pass came to its end. */
    enum Outcome {
        ENDED,
        /** An operator asked for one that begins now. */
        ASKED_ANEW,
        /** Another process has the scrubber, or this one stops. */
        BROKEN_OFF
    }

    private record Beginning(LogCheck log, AccessCheck accesses, ReadModelCheck models) {}

    /** Begins. */
    ScrubPass(ScrubParts parts, Copies copies, ScrubSettings settings, boolean atFullSpeed) {
        this.parts = parts;
        this.copies = copies;
        this.atFullSpeed = atFullSpeed;
        this.doubts = new Doubts(copies.client());
        Beginning beginning = copies.inSnapshot(() -> new Beginning(
                new LogCheck(copies.client(), parts.records(), parts.verified()),
                new AccessCheck(copies.client()),
                new ReadModelCheck(copies, parts.removed(), doubts)));
        this.log = beginning.log();
        this.accesses = beginning.accesses();
        this.models = beginning.models();
        this.pace = new Pace(settings, log::last);
        if (log.firstKept() > 1) {
            models.withoutTheFirstEvents();
        }
    }

    Outcome run() {
        Optional<Outcome> early = Optional.empty();
        while (early.isEmpty() && log.reached() < log.end()) {
            long before = log.reached();
            List<FoundFault> now = copies.inSnapshot(this::nextWindow);
            name(now.stream().filter(doubts::isSettled).toList());
            found.addAll(now);
            early = rest(log.reached() - before);
        }
        while (early.isEmpty() && copies.inSnapshot(accesses::next)) {
            early = rest(AccessCheck.PIECE_ENTRIES / ENTRIES_PER_EVENT);
        }
        for (int round = 0;
                early.isEmpty() && round < ROUNDS_MAX && copies.inSnapshot(() -> models.catchUp(log));
                round++) {
            early = rest(LogCheck.WINDOW_POSITIONS);
        }
        return early.orElseGet(this::end);
    }

    private List<FoundFault> nextWindow() {
        CheckedWindow window = log.next();
        List<FoundFault> faults = new ArrayList<>(doubts.note(window));
        faults.addAll(models.feed(window));
        return faults;
    }

    private void name(List<FoundFault> faults) {
        if (!faults.isEmpty()) {
            parts.faults().add(faults, parts.clock().instant());
        }
    }

    /** Tells why the pass goes on no more, if so. */
    private Optional<Outcome> rest(long work) {
        Optional<Outcome> early = progress();
        if (early.isEmpty() && !atFullSpeed) {
            boolean ignored = pace.rest(work, () -> progress().isPresent());
            return progress();
        }
        return early;
    }

    private Optional<Outcome> progress() {
        if (Thread.currentThread().isInterrupted()) {
            return Optional.of(Outcome.BROKEN_OFF);
        }
        Optional<Long> asked = parts.state().progress(log.reached(), log.end());
        if (asked.isEmpty()) {
            return Optional.of(Outcome.BROKEN_OFF);
        }
        return asked.get() > 0 && !atFullSpeed ? Optional.of(Outcome.ASKED_ANEW) : Optional.empty();
    }

    private Outcome end() {
        found.addAll(copies.inSnapshot(() -> models.finish(log)));
        copies.inSnapshot(() -> log.finish(models.lastServed()))
                .forEach(fault -> found.add(Doubts.named(fault, fault.customerId())));
        for (AccessFault fault : copies.inSnapshot(accesses::finish)) {
            found.add(new FoundFault(Kind.ACCESS, fault.place(), fault.customerId(), "access", null));
        }
        if (progress().filter(Outcome.BROKEN_OFF::equals).isPresent()) {
            return Outcome.BROKEN_OFF;
        }
        List<FoundFault> judged = found.stream().filter(doubts::judges).toList();
        name(judged);
        parts.faults()
                .mend(FaultTable.keys(found), doubts::judges, parts.clock().instant());
        boolean mine = parts.state()
                .end(
                        Duration.ofNanos(System.nanoTime() - begunNanos),
                        parts.clock().instant());
        return mine ? Outcome.ENDED : Outcome.BROKEN_OFF;
    }
}
