package io.punchgate.query.console.audit;

import io.punchgate.api.audit.ScrubView;
import io.punchgate.query.console.page.Moment;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The scrubber as the page shows it.
 *
 * @param last the end of its last pass; null: there was none yet
 * @param open the number of faults that are there
 * @param faults newest first, not all of them
 */
public record Scrubber(ScrubView view, @Nullable Moment last, long open, List<Line> faults) {

    private static final int LINES = 50;

    public Scrubber {
        faults = List.copyOf(faults);
    }

    /**
     * A fault.
     *
     * @param mended null: it is there
     */
    public record Line(
            String kind,
            String where,
            Moment found,
            @Nullable Moment mended) {}

    static Scrubber of(ScrubView view, Instant now) {
        return new Scrubber(
                view,
                moment(view.lastPassAt(), now),
                view.faults().stream().filter(each -> each.mendedAt() == null).count(),
                view.faults().stream().limit(LINES).map(each -> line(each, now)).toList());
    }

    private static Line line(ScrubView.Fault fault, Instant now) {
        return new Line(
                fault.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                fault.where(),
                Moment.at(fault.foundAt(), ZoneOffset.UTC, now),
                moment(fault.mendedAt(), now));
    }

    private static @Nullable Moment moment(@Nullable Instant at, Instant now) {
        return at == null ? null : Moment.at(at, ZoneOffset.UTC, now);
    }
}
