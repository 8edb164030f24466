package io.punchgate.query.audit.scrub;

import io.punchgate.query.audit.scrub.ScrubPass.Outcome;
import io.punchgate.query.audit.scrub.ScrubTable.State;
import io.punchgate.runtime.wait.Upkeep;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Runs one pass after the other, as long as this process has the scrubber. For one thread. */
final class Scrubber {

    /** A statement that compares a big table takes longer than the scrubber is kept. */
    private static final Duration KEEP_EVERY = ScrubTable.OWNED.dividedBy(3);

    private final ScrubParts parts;
    private final ScrubSettings settings;
    private final Instant startedAt;
    private @Nullable Copies copies;

    Scrubber(ScrubParts parts, ScrubSettings settings) {
        this.parts = parts;
        this.settings = settings;
        this.startedAt = parts.clock().instant();
    }

    /** Runs a pass if it is time for one, and no other process is about it. */
    void look() {
        State state = parts.state().read();
        boolean asked = state.asked() > 0;
        if (asked || isTime(state)) {
            if (parts.state().own()) {
                run(asked);
            } else {
                close();
            }
        }
    }

    /** A start is not made slower by a pass. */
    private boolean isTime(State state) {
        @Nullable Instant last = state.lastPassAt();
        Instant due = (last == null || last.isBefore(startedAt) ? startedAt : last).plus(settings.pause());
        return !parts.clock().instant().isBefore(due);
    }

    private void run(boolean asked) {
        boolean atFullSpeed = asked;
        Upkeep keeping = Upkeep.begin("scrubber-lease", KEEP_EVERY, parts.state()::own);
        try {
            Outcome outcome;
            do {
                parts.state().begin();
                outcome = pass(atFullSpeed);
                atFullSpeed = true;
            } while (outcome == Outcome.ASKED_ANEW);
        } finally {
            keeping.close();
        }
    }

    private Outcome pass(boolean atFullSpeed) {
        try {
            Copies mine = copies == null ? parts.copies() : copies;
            copies = mine;
            return new ScrubPass(parts, mine, settings, atFullSpeed).run();
        } catch (RuntimeException e) {
            // Its session may be gone, or its tables not those of now.
            close();
            throw e;
        }
    }

    private void close() {
        @Nullable Copies mine = copies;
        copies = null;
        if (mine != null) {
            mine.close();
        }
    }
}
